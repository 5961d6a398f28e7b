using System.Text;
using DeployOps.Engine.Compose.Model;
using DeployOps.Engine.Compose.Model.Loading;
using DeployOps.Engine.Compose.Plans;
using DeployOps.Engine.Compose.Stacks;
using DeployOps.Engine.Processes;
using DeployOps.Engine.Releases.Health;
using DeployOps.Engine.Releases.Journal;
using DeployOps.Engine.Releases.Log;
using DeployOps.Engine.Releases.Operations.Kept;

namespace DeployOps.Engine.Releases.Operations;

/// <summary>Makes a release out of the project's files as they are now, or out of what was kept of an earlier one.</summary>
internal static class ReleaseReader
{
    /// <summary>The release that the project's files describe under a tag.</summary>
    /// <exception cref="DeployOpsException">The files cannot be read.</exception>
    public static StackRelease Of(ReleaseSession session, string tag, long number)
    {
        var inputs = session.Inputs(tag);
        if (inputs.Files.Count == 0)
        {
            throw new NothingToReleaseException(session.Project.Root);
        }

        var model = inputs.ReadModel();
        if (!model.ActiveServices.Any())
        {
            throw new NothingToReleaseException(session.Project.Root);
        }

        var target = ComposeTarget.Of(session.Project, inputs, tag, session.StackName);
        var overrides = WantedImages.Overrides(model, session.Project, session.StackName, tag);
        if (overrides.Count > 0 && number > 0)
        {
            var folder = new OperationFolder(session.Project, number);
            OperationFolder.Write(folder.Images, Encoding.UTF8.GetBytes(WantedImages.OverrideFile(overrides)));
            target = target with { Files = [.. target.Files, folder.Images] };
        }

        return new StackRelease
        {
            Number = number,
            Tag = tag,
            Target = target,
            Model = model,
            Images = WantedImages.Of(model, session.Project, session.StackName, tag),
            Expected = ExpectedServices.Of(model, session.Project),
        };
    }

    /// <summary>An earlier release: its kept plan when it is there, else the project's files as they are now under its tag.</summary>
    /// <param name="session">The session.</param>
    /// <param name="operation">The operation that put it live.</param>
    /// <param name="images">Its images.</param>
    public static StackRelease OfKept(ReleaseSession session, ReleaseOperation operation, IReadOnlyList<ReleaseImage> images)
    {
        var folder = new OperationFolder(session.Project, operation.Number);
        var plan = folder.Plan;
        if (WhyNotUsable(session, plan) is { } why)
        {
            return OfPresent(session, operation, images) with
            {
                Notes = [$"The kept plan {session.Project.RelativePath(plan)} of {operation.Tag} {why}; the compose files as they are now were used with its images, so its settings may be others than it had."],
            };
        }

        var notes = SettleFiles(session, operation.Tag, folder);
        var model = ReadPlan(plan);
        return new StackRelease
        {
            Notes = notes,
            Number = operation.Number,
            Tag = operation.Tag,
            Target = ComposeTarget.OfPlan(session.StackName, session.Project.Root, plan) with { Profiles = model.Profiles, Environment = VariablesOf(session, plan) },
            Model = model,
            Images = images,
            Expected = ExpectedServices.Of(model, session.Project),
        };
    }

    /// <summary>What there is to know of a release that is put back, told with what docker writes, and for the report.</summary>
    public static IReadOnlyList<string> Tell(ReleaseSession session, StackRelease release)
    {
        foreach (var note in release.Notes)
        {
            session.Output.Say(note);
        }

        return release.Notes;
    }

    /// <summary>
    /// A release as its resolved plan describes it. Its containers have the hashes that <c>config --hash</c> gives for the plan; for files with
    /// an <c>env_file</c> it gives others (observed with 2.26.1).
    /// </summary>
    public static ComposeTarget PlanOf(ReleaseSession session, StackRelease release)
    {
        var plan = new OperationFolder(session.Project, release.Number).Plan;
        var profiles = release.Model.Services.SelectMany(service => service.Profiles).Distinct(StringComparer.Ordinal);
        return ComposeTarget.OfPlan(session.StackName, session.Project.Root, plan) with { Profiles = [.. profiles], Environment = VariablesOf(session, plan) };
    }

    // The images are those of the release by their names, whatever tags the files give them by now.
    private static StackRelease OfPresent(ReleaseSession session, ReleaseOperation operation, IReadOnlyList<ReleaseImage> images)
    {
        var now = Of(session, operation.Tag, operation.Number);
        IReadOnlyList<ReleaseImage> wanted = [.. now.Images.Select(image => images.FirstOrDefault(kept => kept.Service == image.Service) ?? image)];
        var folder = new OperationFolder(session.Project, operation.Number);
        OperationFolder.Write(folder.Images, Encoding.UTF8.GetBytes(WantedImages.OverrideFile(wanted.ToDictionary(image => image.Service, image => image.Reference, StringComparer.Ordinal))));
        return now with { Images = wanted, Target = now.Target with { Files = [.. now.Target.Files.Except([folder.Images]), folder.Images] } };
    }

    // A plan that is gone or damaged must not stand in the way back: a damaged one is put aside, and the files as they are now are taken.
    private static string? WhyNotUsable(ReleaseSession session, string plan)
    {
        if (!File.Exists(plan))
        {
            return "is missing";
        }

        try
        {
            // An earlier version kept it as compose wrote it.
            var kept = ComposePlan.Parse(new CapturedText(File.ReadAllText(plan)));
            var whole = kept.WithoutAbsentDependencies();
            if (!ReferenceEquals(whole, kept))
            {
                OperationFolder.Write(plan, Encoding.UTF8.GetBytes(whole.Text().Reveal()));
            }

            _ = VariablesOf(session, plan);
            return ReadPlan(plan).ActiveServices.Any() ? null : "has no service";
        }
        catch (DeployOpsException)
        {
            File.Move(plan, plan + ".damaged", overwrite: true);
            return "is damaged and was put aside";
        }
    }

    private static IReadOnlyList<string> SettleFiles(ReleaseSession session, string tag, OperationFolder folder)
    {
        var files = new KeptFiles(session.Project, folder);
        try
        {
            var kept = ComposePlan.Parse(new CapturedText(File.ReadAllText(folder.Plan)));
            var settled = files.Settle(kept);
            if (!ReferenceEquals(settled, kept))
            {
                OperationFolder.Write(folder.Plan, Encoding.UTF8.GetBytes(settled.Text().Reveal()));
            }

            return [.. files.TellUnknown(kept, tag), .. files.Tell(tag)];
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            // A full disk must not stand in the way back: most often the files are the same.
            return [$"The files that {tag} had could not be given to its containers, which get those that are there now: {FailureTexts.Of(failure, session.Redact)}"];
        }
    }

    // A secret or config that is taken from a variable keeps only the variable's name in a plan.
    private static Dictionary<string, string?> VariablesOf(ReleaseSession session, string plan)
    {
        var names = ComposePlan.Parse(new CapturedText(File.ReadAllText(plan))).Variables;
        return names.Count == 0 ? [] : names.ToDictionary(name => name, session.Inputs(tag: null).Lookup, StringComparer.Ordinal);
    }

    // A plan holds the services that were active, each still with its profiles; all of them are wanted.
    private static ComposeModel ReadPlan(string plan)
    {
        ComposeModel Read(IReadOnlyList<string> profiles) => ComposeModel.Read(new ComposeReadRequest { Files = [plan], Lookup = _ => null, Profiles = profiles });
        var profiles = Read([]).Services.SelectMany(service => service.Profiles).Distinct(StringComparer.Ordinal).ToList();
        return Read(profiles);
    }

    /// <summary>Keeps the resolved plan of a release, for going back to it whatever becomes of the files, and makes sure that compose takes it back.</summary>
    /// <exception cref="DeployOpsException">Compose refuses the files, or the plan that it made of them.</exception>
    public static async Task KeepPlanAsync(ReleaseSession session, StackRelease release, CancellationToken cancellationToken)
    {
        var plan = await session.Engine.Stacks.ResolveAsync(release.Target, session.Scope(TimeSpan.FromMinutes(1)) with { OnLine = null }, cancellationToken).ConfigureAwait(false);
        var parsed = ComposePlan.Parse(plan);
        var whole = parsed.WithoutAbsentDependencies();
        var text = (ReferenceEquals(whole, parsed) ? plan : whole.Text()).Reveal();
        OperationFolder.Write(new OperationFolder(session.Project, release.Number).Plan, Encoding.UTF8.GetBytes(text));
        await PlanAcceptance.DemandAsync(session, release, text, cancellationToken).ConfigureAwait(false);
        await KeepFilesAsync(session, release, parsed, cancellationToken).ConfigureAwait(false);
    }

    private static async Task KeepFilesAsync(ReleaseSession session, StackRelease release, ComposePlan plan, CancellationToken cancellationToken)
    {
        Exception? refused;
        try
        {
            refused = await new KeptFiles(session.Project, new OperationFolder(session.Project, release.Number)).KeepAsync(plan, session.Processes, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            refused = failure;
        }

        if (refused is not null)
        {
            session.Output.Say($"Not every file that the containers mount could be copied, so going back to {release.Tag} will not bring all of them back: {FailureTexts.Of(refused, session.Redact)}");
        }
    }
}
