using DeployOps.Engine.Checks.Compose.Policies;
using DeployOps.Engine.Compose;
using DeployOps.Engine.Compose.DockerCli;
using DeployOps.Engine.Compose.Model;
using DeployOps.Engine.Compose.Stacks;
using DeployOps.Engine.Processes;
using DeployOps.Engine.Project;

namespace DeployOps.Engine.Releases.Diagnosis;

/// <summary>Gathers what all looks rest on: the compose files as far as they can be read, and the containers.</summary>
internal static class DiagnosisGathering
{
    /// <summary>Gathers it.</summary>
    /// <param name="operation">What is to be diagnosed with what.</param>
    /// <param name="options">What is asked.</param>
    /// <param name="text">Masks what is shown.</param>
    /// <param name="limit">Ends when the whole time is over.</param>
    /// <param name="cancellationToken">Ends when the caller gives up.</param>
    /// <exception cref="DeployOpsException">There is no docker, or the engine does not answer.</exception>
    public static async Task<(DiagnosisContext Context, string Note)> RunAsync(DiagnoseRelease operation, DiagnosisOptions options, ShownText text, CancellationToken limit, CancellationToken cancellationToken)
    {
        var (inputs, model, note) = Read(operation.Project, operation.ProcessEnvironment);
        var own = OwnName(operation.Project, operation.ProcessEnvironment);
        var name = options.StackName ?? own ?? operation.Project.Name;
        IReadOnlyList<StackContainer> containers;
        try
        {
            containers = await operation.Engine.Containers.OfProjectAsync(name, limit).ConfigureAwait(false);
        }
        catch (Exception failure) when (failure is ProcessTimeoutException || (failure is OperationCanceledException && !cancellationToken.IsCancellationRequested))
        {
            throw new DockerDaemonUnreachableException(isRefused: false);
        }

        containers = [.. containers.Where(container => !container.IsOneOff)];
        return (new DiagnosisContext
        {
            Project = operation.Project,
            Options = options,
            StackName = name,
            IsOwnName = name == own,
            Model = model,
            Inputs = inputs,
            Containers = containers,
            Engine = operation.Engine,
            Web = operation.Web,
            Text = text,
            Map = new StackMap(model, containers),
            Time = operation.Time.GetUtcNow(),
            Environment = operation.ProcessEnvironment,
            Roles = model is null ? new Dictionary<string, ServiceRole>() : ServiceRoles.Of(model, operation.Project.Compose),
        }, note);
    }

    private static (ComposeInputs? Inputs, ComposeModel? Model, string Note) Read(DeployProject project, Func<string, string?> environment)
    {
        ComposeInputs? inputs = null;
        try
        {
            inputs = ComposeInputs.Of(project, environment, tag: null);
            return (inputs, inputs.Files.Count == 0 ? null : inputs.ReadModel(), "");
        }
        catch (Exception failure) when (failure is DeployOpsException or IOException or UnauthorizedAccessException)
        {
            return (inputs, null, $"the compose files cannot be read, so that it is not known which services there should be: {failure.Message}");
        }
    }

    private static string? OwnName(DeployProject project, Func<string, string?> environment)
    {
        try
        {
            return StackName.Of(project, environment);
        }
        catch (Exception failure) when (failure is DeployOpsException or IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
