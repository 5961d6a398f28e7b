using DeployOps.Engine.Processes;

namespace DeployOps.Engine.Tests.Compose;

/// <summary>Answers in the place of programs, and remembers what was asked.</summary>
internal sealed class StandInProcesses(int exitCode, string output, string errors) : IProcessRunner
{
    public List<ProcessRequest> Requests { get; } = [];

    public bool IsMissing { get; init; }

    public Task<ProcessResult> RunAsync(ProcessRequest request, CancellationToken cancellationToken)
    {
        Requests.Add(request);
        return IsMissing
            ? throw new ProgramNotFoundException(request.FileName)
            : Task.FromResult(new ProcessResult(exitCode, new CapturedText(output), new CapturedText(errors), TimeSpan.Zero));
    }

    public async Task<ProcessResult> RunStreamingAsync(ProcessRequest request, Func<Stream, CancellationToken, Task> readOutput, CancellationToken cancellationToken)
    {
        var result = await RunAsync(request, cancellationToken);
        using var stream = new MemoryStream(System.Text.Encoding.UTF8.GetBytes(output));
        await readOutput(stream, cancellationToken);
        return result;
    }
}
