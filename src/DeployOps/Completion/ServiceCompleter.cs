using DeployOps.Engine.Compose;
using DeployOps.Engine.Project;

namespace DeployOps.Completion;

/// <summary>Completes the services of the compose files.</summary>
public sealed class ServiceCompleter : ProjectCompleter
{
    private protected override IAsyncEnumerable<string> WordsAsync(DeployProject project, CancellationToken cancellationToken) =>
        ComposeInputs.Of(project, Environment.GetEnvironmentVariable, tag: null).ReadModel().Services.Select(service => service.Name).ToAsyncEnumerable();
}
