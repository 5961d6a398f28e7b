using System.Text;
using DeployOps.Engine.Compose.Plans;
using DeployOps.Engine.Releases.Journal;
using DeployOps.Engine.Releases.Log;

namespace DeployOps.Engine.Releases.Operations;

/// <summary>
/// Takes a stack that was put there or changed by hand into the journal as a release of its own: each service with the very image that it runs,
/// and with the settings of the last release that is known.
/// </summary>
internal sealed class FoundStack(ReleaseSession session, JournalContent journal, ReleaseOperation? live)
{
    private const string Note = "It was found running and had not been deployed by DeployOps.";

    /// <summary>Takes it in.</summary>
    public async Task<ReleaseOperation> AdoptAsync(StackLook look, CancellationToken cancellationToken)
    {
        var found = look.ImagesNamedBy(live?.Images);
        var tag = FoundTag.Of(journal, found);
        var number = await session.Journal.BeginAsync(
            new OperationStarted
            {
                Kind = ReleaseKind.Release,
                Tag = tag,
                PreviousTag = live?.Tag,
                StackName = session.StackName,
                Time = session.Now,
                Operator = Environment.UserName,
                Machine = Environment.MachineName,
                ProcessId = Environment.ProcessId,
            },
            cancellationToken).ConfigureAwait(false);
        var pins = new ImagePins(session);
        IReadOnlyList<ReleaseImage> images = [.. found.Select(image => IsNameOfOne(image, found) ? image : image with { Reference = pins.NameOf(number, image.Id!) })];
        var steps = new OperationSteps(session, number);
        await steps.AppendAsync(new ImagesKnown(images)).ConfigureAwait(false);
        await pins.PinAsync(number, images, cancellationToken).ConfigureAwait(false);
        var operation = new ReleaseOperation
        {
            Number = number,
            Kind = ReleaseKind.Release,
            Tag = tag,
            StackName = session.StackName,
            Result = ReleaseResult.Succeeded,
            Started = session.Now,
            Images = images,
            Note = Note,
        };
        await KeepPlanAsync(operation, cancellationToken).ConfigureAwait(false);
        await steps.AppendAsync(new OperationFinished { Result = ReleaseResult.Succeeded, Duration = TimeSpan.Zero, Note = Note }).ConfigureAwait(false);
        return operation;
    }

    // A name that was moved by a build since can stand for two images of the stack, or for none.
    private static bool IsNameOfOne(ReleaseImage image, IReadOnlyList<ReleaseImage> images) =>
        image.Id is null
        || (image.Reference.Length > 0 && !image.Reference.StartsWith("sha256:", StringComparison.Ordinal)
            && images.All(other => other.Reference != image.Reference || other.Id == image.Id));

    // Without a plan the files are taken when it is gone back to: a stack that compose cannot describe does not stand in a release's way.
    private async Task KeepPlanAsync(ReleaseOperation operation, CancellationToken cancellationToken)
    {
        try
        {
            var services = operation.Images.Select(image => image.Service).ToList();
            var plan = (await LastAsync(services, cancellationToken).ConfigureAwait(false) ?? await PresentAsync(operation.Images, cancellationToken).ConfigureAwait(false)).Only(services);
            if (plan.Services.Count == 0)
            {
                return;
            }

            var text = plan.WithImages(operation.Images.ToDictionary(image => image.Service, image => image.Reference, StringComparer.Ordinal)).Text().Reveal();
            OperationFolder.Write(new OperationFolder(session.Project, operation.Number).Plan, Encoding.UTF8.GetBytes(text));
            await PlanAcceptance.DemandAsync(session, ReleaseReader.OfKept(session, operation, operation.Images), text, cancellationToken).ConfigureAwait(false);
        }
        catch (DeployOpsException failure)
        {
            session.Output.Say($"No plan of {operation.Tag}, which was found running, could be kept: {failure.Message}");
        }
    }

    // The files may have changed since the stack was started; the plan of the last release tells its settings, when it knows all services.
    private async Task<ComposePlan?> LastAsync(List<string> services, CancellationToken cancellationToken)
    {
        var path = live is null ? "" : new OperationFolder(session.Project, live.Number).Plan;
        if (!File.Exists(path))
        {
            return null;
        }

        try
        {
            var plan = await ComposePlan.ReadAsync(path, cancellationToken).ConfigureAwait(false);
            return services.TrueForAll(service => plan.Find(service) is not null) ? plan : null;
        }
        catch (ComposePlanInvalidException)
        {
            return null;
        }
    }

    // The files as they are now under the running tag: the nearest there is to what was started by hand. Without literal tags put over, because
    // what runs was started without them.
    private async Task<ComposePlan> PresentAsync(IReadOnlyList<ReleaseImage> images, CancellationToken cancellationToken)
    {
        var release = ReleaseReader.Of(session, FoundTag.Common(journal, images), number: 0);
        return ComposePlan.Parse(await session.Engine.Stacks.ResolveAsync(release.Target, session.Scope(TimeSpan.FromMinutes(1)) with { OnLine = null }, cancellationToken).ConfigureAwait(false));
    }
}
