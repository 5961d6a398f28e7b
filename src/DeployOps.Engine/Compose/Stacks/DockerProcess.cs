using DeployOps.Engine.Compose.DockerCli;
using DeployOps.Engine.Processes;

namespace DeployOps.Engine.Compose.Stacks;

/// <summary>Runs the docker command and turns what is wrong with docker itself into named failures.</summary>
internal sealed class DockerProcess(IProcessRunner processes)
{
    public static readonly TimeSpan Short = TimeSpan.FromSeconds(60);

    /// <summary>Runs it to its end; its exit code is the caller's to judge.</summary>
    public async Task<ProcessResult> RunAsync(ProcessRequest request, CancellationToken cancellationToken)
    {
        try
        {
            var result = await processes.RunAsync(request, cancellationToken).ConfigureAwait(false);
            if (!result.Succeeded)
            {
                DockerErrors.ThrowIfUnreachable(result);
            }

            return result;
        }
        catch (ProgramNotFoundException missing)
        {
            throw new DockerNotFoundException(missing);
        }
    }

    /// <summary>Runs a short command to its end; its exit code is the caller's to judge.</summary>
    public Task<ProcessResult> RunAsync(IReadOnlyList<string> arguments, CancellationToken cancellationToken) =>
        RunAsync(new ProcessRequest { FileName = "docker", Arguments = arguments, Timeout = Short }, cancellationToken);

    /// <summary>Runs a short command that must succeed.</summary>
    /// <param name="arguments">Its arguments.</param>
    /// <param name="name">The command as a failure names it.</param>
    /// <param name="cancellationToken">Stops it.</param>
    public async Task<string> AskAsync(IReadOnlyList<string> arguments, string name, CancellationToken cancellationToken)
    {
        var result = await RunAsync(arguments, cancellationToken).ConfigureAwait(false);
        DockerErrors.ThrowIfFailed(result, name);
        return result.StandardOutput.Reveal();
    }

    /// <summary>Words that docker lists one a line.</summary>
    public static IReadOnlyList<string> Lines(string text) => text.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
}
