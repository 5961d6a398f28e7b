using DeployOps.Engine.Processes;

namespace DeployOps.Integration.Tests.Support;

/// <summary>Runs a program for a test and shows both of its streams when it fails.</summary>
internal static class Command
{
    public static async Task<ProcessResult> RunAsync(string? folder, string program, params string[] arguments) =>
        await new ProcessRunner().RunAsync(
            new ProcessRequest { FileName = program, Arguments = arguments, WorkingDirectory = folder, Timeout = TimeSpan.FromMinutes(10) },
            CancellationToken.None);

    public static async Task<string> SucceedAsync(string? folder, string program, params string[] arguments) =>
        Succeeded(await RunAsync(folder, program, arguments), $"{program} {string.Join(' ', arguments)}");

    /// <summary>What it printed, or both of its streams as a failure.</summary>
    public static string Succeeded(ProcessResult result, string what) =>
        result.Succeeded
            ? result.StandardOutput.Reveal()
            : throw new InvalidOperationException(
                $"{what} ended with {result.ExitCode}\n{result.StandardOutput.Reveal()}\n{result.StandardError.Reveal()}");
}
