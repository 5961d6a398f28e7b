using DeployOps.Engine.Checks.Host;
using DeployOps.Engine.Compose.DockerCli;
using DeployOps.Engine.Compose.Model.Services;
using DeployOps.Engine.Processes;
using DeployOps.Engine.Project.Sections;
using DeployOps.Engine.Repository.Images;

namespace DeployOps.Engine.Checks.Hygiene;

/// <summary>What looking through the release's images found, as far as they are on this machine. Nothing is pulled or built.</summary>
/// <param name="Looked">The images that were looked through, with what was found.</param>
/// <param name="NotBuilt">The images that are not here.</param>
/// <param name="Allowed">What the project has accepted.</param>
public sealed record ImageScanFact(IReadOnlyList<(string Image, ImageReport Report)> Looked, IReadOnlyList<string> NotBuilt, AllowList Allowed) : IFact<ImageScanFact>
{
    /// <summary>The kind of an environment file.</summary>
    public const string EnvFile = "environment file";

    /// <summary>The kind of a private key or key store.</summary>
    public const string KeyFile = "private key or key store";

    private static readonly string[] DefaultRegistries = ["docker.io/library/", "docker.io/"];

    /// <inheritdoc/>
    public static async Task<ImageScanFact> GatherAsync(CheckContext context, CancellationToken cancellationToken)
    {
        var contexts = await context.FactAsync<BuildContextsFact>(cancellationToken).ConfigureAwait(false);
        var images = contexts.Contexts.SelectMany(build => build.Images).Distinct(StringComparer.Ordinal).ToList();
        if (images.Count == 0)
        {
            throw new FactUnavailableException(FindingStatus.NotApplicable, "no image of the release is named yet: the tag is not decided", "Name the tag.");
        }

        (await context.FactAsync<DockerFact>(cancellationToken).ConfigureAwait(false)).DemandEngine();
        return await GatherAsync(context, images, new DockerCommand(new ProcessRunner()), cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Looks through images.</summary>
    public static async Task<ImageScanFact> GatherAsync(CheckContext context, IReadOnlyList<string> images, IDockerCommand docker, CancellationToken cancellationToken)
    {
        var questions = new ImageQuestions
        {
            Rules = SourceScanFact.RulesOf(context.Project.Hygiene),
            KindOf = KindOf,
            IsPassedOver = path => ShippedFiles.IsOfSystem(path) || ShippedFiles.IsInstalled(path),
            Limit = context.Project.Hygiene.LargestFile * 1024 * 1024,
        };

        // One question for all images: a stack of a thousand services would wait long for a thousand answers.
        var present = (await docker.ImageNamesAsync(null, cancellationToken).ConfigureAwait(false)).ToHashSet(StringComparer.Ordinal);
        var missing = images.Where(image => !present.Contains(NameAsListed(image))).ToList();
        var looked = new List<(string, ImageReport)>();
        var remembered = new RememberedImages(context.Project.Root, QuestionsOf(context.Project.Hygiene));
        foreach (var image in images.Except(missing))
        {
            looked.Add((image, await LookAsync(image, questions, remembered, docker, cancellationToken).ConfigureAwait(false)));
        }

        return new ImageScanFact(looked, missing, new AllowList(context.Project.Hygiene.Allow));
    }

    /// <summary>The end of a sentence about a file that a later layer deletes.</summary>
    public static string Deleted(bool isDeleted) => isDeleted ? ", deleted by a later layer and still in the image" : "";

    private static async Task<ImageReport> LookAsync(string image, ImageQuestions questions, RememberedImages remembered, IDockerCommand docker, CancellationToken cancellationToken)
    {
        var id = (await docker.InspectImageAsync(image, cancellationToken).ConfigureAwait(false))?.Id;
        if (!string.IsNullOrEmpty(id) && remembered.Find(id) is { } known)
        {
            return known;
        }

        ImageReport? report = null;
        try
        {
            await docker.SaveImageAsync(
                image,
                async (archive, token) => report = await ImageArchive.ReadAsync(archive, questions, token).ConfigureAwait(false),
                cancellationToken).ConfigureAwait(false);
        }
        catch (InvalidDataException)
        {
            throw new FactUnavailableException(FindingStatus.Blocked, $"the archive that docker gives of {image} cannot be read", "Run 'docker image save' by hand and look whether tar lists what it writes.");
        }

        // A layer that could not be read may be readable the next time, and an image that was given its name meanwhile is another one.
        if (report is { Unread.Count: 0 } && !string.IsNullOrEmpty(id) && (await docker.InspectImageAsync(image, cancellationToken).ConfigureAwait(false))?.Id == id)
        {
            remembered.Keep(id, report);
        }

        return report!;
    }

    // What is accepted is not asked of the image but of the answers.
    private static string QuestionsOf(HygieneSettings settings) =>
        string.Join('\n', ForbiddenPatterns.Of(settings).Select(forbidden => $"{forbidden.Id}\t{forbidden.Title}\t{forbidden.Pattern}\t{string.Join(' ', forbidden.Paths)}").Append($"{settings.LargestFile}"));

    /// <summary>A name as <c>docker image ls</c> shows it: with its tag, and without the registry that is meant when none is named.</summary>
    private static string NameAsListed(string image)
    {
        var reference = ImageReference.Parse(image);
        var repository = DefaultRegistries.Where(registry => reference.Repository.StartsWith(registry, StringComparison.Ordinal)).Select(registry => reference.Repository[registry.Length..]).FirstOrDefault();
        return $"{repository ?? reference.Repository}:{reference.Tag ?? "latest"}";
    }

    private static string? KindOf(string path) => ShippedFiles.IsOfSystem(path) || ShippedFiles.IsInstalled(path) ? null
        : ShippedFiles.IsEnvFile(path) ? EnvFile
        : ShippedFiles.IsKeyFile(path) ? KeyFile
        : ShippedFiles.LeftoverKind(path);
}
