using DeployOps.Engine.Compose;
using DeployOps.Engine.Compose.DockerCli;
using DeployOps.Engine.Compose.Model.Services;
using DeployOps.Engine.Project;

namespace DeployOps.Engine.Releases.Log;

/// <summary>
/// The images of a release, so that a later gate can tell what there is to go back to (rows RB13, PA17): as the caller names them,
/// or as the compose files name them for the tag. Their ids are asked of the engine, because a tag can be moved and an id cannot.
/// </summary>
internal sealed class ReleaseImages(DeployProject project, IDockerCommand docker, Func<string, string?> environment)
{
    private const int AtOnce = 8;

    // A record is often written because docker is in trouble; it must not wait long for what it can do without.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(15);

    /// <summary>Reads what a person writes as <c>service=reference</c>.</summary>
    /// <exception cref="ReleaseImageInvalidException">It is not written so.</exception>
    public static ReleaseImage Parse(string text)
    {
        var sign = text.IndexOf('=', StringComparison.Ordinal);
        var (service, reference) = sign < 0 ? ("", "") : (text[..sign].Trim(), text[(sign + 1)..].Trim());
        return service.Length > 0 && reference.Length > 0 && !reference.Any(char.IsWhiteSpace) && reference[0] != '-'
            ? new ReleaseImage(service, reference)
            : throw new ReleaseImageInvalidException(text);
    }

    /// <summary>The record with its images, and what could not be found out about them; nothing is asked of docker under <paramref name="whatIf"/>.</summary>
    public async Task<(ReleaseRecord Record, string Note)> FillAsync(ReleaseRecord record, bool whatIf, CancellationToken cancellationToken)
    {
        var (images, note) = record.Images.Count > 0 || !HasImages(record) ? (record.Images, "") : OfCompose(record.Tag);
        if (whatIf || images.All(image => image.Id is not null))
        {
            return (record with { Images = images }, note);
        }

        var (known, isAnswered) = await WithIdsAsync(images, cancellationToken).ConfigureAwait(false);
        return (record with { Images = known }, isAnswered ? note : "The images are recorded without their ids, because docker gave no answer about them.");
    }

    // At its start the images are mostly not built yet, and a gate by hand is about no images.
    private static bool HasImages(ReleaseRecord record) => record.Kind != ReleaseKind.Gate && record.Result != ReleaseResult.Started;

    private (IReadOnlyList<ReleaseImage> Images, string Note) OfCompose(string tag)
    {
        if (project.Compose.Files.Count == 0)
        {
            return ([], "");
        }

        try
        {
            var model = ComposeInputs.Of(project, environment, tag).ReadModel();
            return ([.. model.ActiveServices.Select(service => ReferenceOf(service) is { } name ? new ReleaseImage(service.Name, name) : null).OfType<ReleaseImage>()], "");
        }
        catch (DeployOpsException failure)
        {
            return ([], $"The images are not recorded, because the compose files cannot be read ({failure.ErrorId}); name them with -Image (--image).");
        }
    }

    private static string? ReferenceOf(ComposeService service) =>
        service.Image?.Text is { Length: > 0 } name && name[0] != '-' && ImageReference.Parse(name).Tag is not "" ? name : null;

    private async Task<(IReadOnlyList<ReleaseImage> Images, bool IsAnswered)> WithIdsAsync(IReadOnlyList<ReleaseImage> images, CancellationToken cancellationToken)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        patience.CancelAfter(Patience);
        using var free = new SemaphoreSlim(AtOnce);
        async Task<ReleaseImage> AskAsync(ReleaseImage image)
        {
            await free.WaitAsync(patience.Token).ConfigureAwait(false);
            try
            {
                return image.Id is not null ? image : image with { Id = (await docker.InspectImageAsync(image.Reference, patience.Token).ConfigureAwait(false))?.Id };
            }
            finally
            {
                free.Release();
            }
        }

        try
        {
            return (await Task.WhenAll(images.Select(AskAsync)).ConfigureAwait(false), true);
        }
        catch (Exception failure) when (failure is DeployOpsException || (failure is OperationCanceledException && !cancellationToken.IsCancellationRequested))
        {
            return (images, false);
        }
    }
}
