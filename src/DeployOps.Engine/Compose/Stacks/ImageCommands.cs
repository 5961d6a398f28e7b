using DeployOps.Engine.Compose.DockerCli;

namespace DeployOps.Engine.Compose.Stacks;

/// <summary><see cref="IImageCommands"/> by the docker command.</summary>
internal sealed class ImageCommands(DockerProcess docker) : IImageCommands
{
    public async Task<IReadOnlyDictionary<string, string>> IdsAsync(IReadOnlyCollection<string> references, CancellationToken cancellationToken)
    {
        var wanted = references.Distinct(StringComparer.Ordinal).ToList();
        var found = await InspectAsync(wanted, cancellationToken).ConfigureAwait(false);
        if (found is not null)
        {
            return found;
        }

        // One that is missing fails the whole call and the answers no longer line up: then each is asked alone.
        var ids = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var reference in wanted)
        {
            foreach (var (name, id) in await InspectAsync([reference], cancellationToken).ConfigureAwait(false) ?? [])
            {
                ids[name] = id;
            }
        }

        return ids;
    }

    public Task TagAsync(string id, string reference, CancellationToken cancellationToken) =>
        docker.AskAsync(["image", "tag", id, reference], "image tag", cancellationToken);

    public async Task RemoveAsync(IReadOnlyCollection<string> references, CancellationToken cancellationToken)
    {
        if (references.Count == 0)
        {
            return;
        }

        var result = await docker.RunAsync(["image", "rm", .. references], cancellationToken).ConfigureAwait(false);
        if (!result.Succeeded && !DockerErrors.IsImageMissing(result) && !DockerErrors.IsImageInUse(result))
        {
            DockerErrors.ThrowIfFailed(result, "image rm");
        }
    }

    public async Task<IReadOnlyList<string>> NamesAsync(string? repositoryPattern, CancellationToken cancellationToken)
    {
        IReadOnlyList<string> filter = repositoryPattern is null ? [] : ["--filter", $"reference={repositoryPattern}"];
        var text = await docker.AskAsync(["image", "ls", "--format", "{{.Repository}}:{{.Tag}}", .. filter], "image ls", cancellationToken).ConfigureAwait(false);
        return [.. DockerProcess.Lines(text).Where(name => !name.Contains("<none>", StringComparison.Ordinal))];
    }

    private async Task<Dictionary<string, string>?> InspectAsync(List<string> references, CancellationToken cancellationToken)
    {
        if (references.Count == 0)
        {
            return [];
        }

        var result = await docker.RunAsync(["image", "inspect", "--format", "{{.Id}}", .. references], cancellationToken).ConfigureAwait(false);
        if (!result.Succeeded && !DockerErrors.IsImageMissing(result))
        {
            DockerErrors.ThrowIfFailed(result, "image inspect");
        }

        var ids = DockerProcess.Lines(result.StandardOutput.Reveal());
        return result.Succeeded && ids.Count == references.Count
            ? references.Zip(ids).ToDictionary(pair => pair.First, pair => pair.Second, StringComparer.Ordinal)
            : null;
    }
}
