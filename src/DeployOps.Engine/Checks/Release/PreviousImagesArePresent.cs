using System.Runtime.CompilerServices;
using DeployOps.Engine.Checks.Host;
using DeployOps.Engine.Checks.Release.Log;

namespace DeployOps.Engine.Checks.Release;

/// <summary>The images of the last successful release, as the log records them, are still there to go back to.</summary>
public sealed class PreviousImagesArePresent : Check
{
    /// <inheritdoc/>
    public override CheckDescriptor Descriptor { get; } = new(
        "REL014", "The previous images are there for a rollback", CheckFamily.Release, Severity.P1, "RB13 PA17", "seeds/003, 5; facts/docker-compose.md: a rollback to a missing image");

    /// <inheritdoc/>
    public override async IAsyncEnumerable<Finding> RunAsync(CheckContext context, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var history = await context.FactAsync<ReleaseHistoryFact>(cancellationToken).ConfigureAwait(false);
        if (history.LastSucceeded is not { } previous)
        {
            yield return NotApplicable("the log holds no successful release yet: there is nothing to go back to");
            yield break;
        }

        var line = (int)Math.Min(previous.Line, int.MaxValue);
        if (previous.Images.Count == 0)
        {
            yield return Warn(
                previous.Tag,
                "the record of the last successful release names no images, so nobody can tell what to go back to",
                "Record the images with each release: Write-ReleaseLog takes them from the compose files, or from -Image (deployops log write --image).",
                history.File,
                line);
            yield break;
        }

        var docker = await context.FactAsync<DockerFact>(cancellationToken).ConfigureAwait(false);
        docker.DemandEngine();
        foreach (var (reference, recorded) in previous.Images.Distinct())
        {
            var id = await docker.ImageIdAsync(reference, cancellationToken).ConfigureAwait(false);
            if (id is null)
            {
                yield return Fail(reference, "the engine has no such image, so a rollback would fail", "Pull it, load it from an archive (docker load), or build that tag again from its commit.", history.File, line);
            }
            else if (recorded is not null && !SameImage(id, recorded))
            {
                yield return Warn(
                    reference,
                    "the tag names another image than the one that went live: it was built again since",
                    "Keep released images under a tag of their own; if the recorded id is still in 'docker image ls -a', tag it again.",
                    history.File,
                    line);
            }
        }
    }

    // Ids are recorded in full or abbreviated, with or without the algorithm in front.
    private static bool SameImage(string current, string recorded)
    {
        var (one, other) = (Bare(current), Bare(recorded));
        return other.Length >= 12 && one.StartsWith(other, StringComparison.OrdinalIgnoreCase);
    }

    private static string Bare(string id) => id.StartsWith("sha256:", StringComparison.OrdinalIgnoreCase) ? id["sha256:".Length..] : id;
}
