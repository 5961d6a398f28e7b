using DeployOps.Engine.Compose.Stacks;
using DeployOps.Engine.Project;
using DeployOps.Engine.Project.Sections;
using DeployOps.Engine.Releases.Smoke;

namespace DeployOps.Engine.Releases.Health.Looking;

/// <summary>
/// Asks the application through its proxy how it and its stores are (row PA8): at <c>health.path</c>, or at <c>/health</c> and
/// <c>/api/health</c>, of which the first that says something counts.
/// </summary>
internal sealed class ApplicationHealth(DeployProject project, LookBounds bounds)
{
    private const int LargestBody = 1024 * 1024;

    private static readonly string[] Guesses = ["/health", "/api/health"];

    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(10);

    /// <summary>Asks. What a configured path does not answer is noted, and counts as unhealthy.</summary>
    /// <returns>What it says; <see langword="null"/> when there is nobody to ask or it says nothing.</returns>
    public async Task<ApplicationWord?> AskAsync(IReadOnlyList<StackContainer> containers)
    {
        var address = project.Smoke.BaseUrl is { } written && Uri.TryCreate(written, UriKind.Absolute, out var uri) ? uri : SmokeAddress.Find(containers);
        if (address is null)
        {
            if (project.Health.Path is not null)
            {
                bounds.Note("The application was not asked: no service publishes a port for it; set smoke.base-url.");
            }

            return null;
        }

        using var client = new SmokeClient(address);
        var answers = await Task.WhenAll((project.Health.Path is { } path ? [path] : Guesses).Select(one => AskAsync(client, one))).ConfigureAwait(false);
        return answers.FirstOrDefault(answer => answer is { IsEmpty: false });
    }

    private async Task<ApplicationWord?> AskAsync(SmokeClient client, string path)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(bounds.Token);
        limit.CancelAfter(Longest);
        try
        {
            var request = new SmokeRequest(new SmokeRequestSettings { Path = path }, Token: null, "");
            using var response = await client.SendAsync(request, limit.Token).ConfigureAwait(false);
            var word = ApplicationWord.Read(await ReadAsync(response.Content, limit.Token).ConfigureAwait(false));
            var status = (int)response.StatusCode;
            return status >= 500 ? Failed(word, path, FormattableString.Invariant($"it answered with {status}"))
                : status is >= 200 and < 300 ? word
                : project.Health.Path is null ? null : Failed(word, path, FormattableString.Invariant($"it answered with {status}"));
        }
        catch (Exception failure) when (failure is HttpRequestException or IOException or InvalidDataException)
        {
            return NotAsked(path, SmokeConnectionProblem.Of(failure, client.CertificateProblem));
        }
        catch (OperationCanceledException) when (bounds.IsOver || !bounds.Token.IsCancellationRequested)
        {
            return NotAsked(path, "it did not answer in time");
        }
    }

    private ApplicationWord Failed(ApplicationWord word, string path, string why)
    {
        bounds.Note($"The application is taken for unhealthy by {path}: {why}.");
        return word with { Level = HealthLevel.Unhealthy };
    }

    // A path that was only guessed may be none of the application's.
    private ApplicationWord? NotAsked(string path, string why)
    {
        if (project.Health.Path is not null)
        {
            return Failed(ApplicationWord.Nothing, path, why);
        }

        bounds.Note($"The application could not be asked at {path}: {why}.");
        return null;
    }

    private static async Task<ReadOnlyMemory<byte>> ReadAsync(HttpContent content, CancellationToken cancellationToken)
    {
        using var stream = await content.ReadAsStreamAsync(cancellationToken).ConfigureAwait(false);
        var body = new byte[LargestBody];
        var count = await stream.ReadAtLeastAsync(body, LargestBody, throwOnEndOfStream: false, cancellationToken).ConfigureAwait(false);
        return body.AsMemory(0, count);
    }
}
