using DeployOps.Engine.Processes;

namespace DeployOps.Integration.Tests.Support;

/// <summary>Runs the console face as its users do: as a process of its own.</summary>
internal static class ConsoleFace
{
    public static readonly string Program = Path.Combine(AppContext.BaseDirectory, "deployops.dll");

    public static Task<ProcessResult> RunAsync(string folder, params string[] arguments) => RunAsync(folder, null, arguments);

    public static Task<ProcessResult> RunAsync(string folder, string? input, string[] arguments) => new ProcessRunner().RunAsync(
        new ProcessRequest
        {
            FileName = "dotnet",
            Arguments = [Program, .. arguments],
            WorkingDirectory = folder,
            StandardInput = input,
            Timeout = TimeSpan.FromMinutes(5),
        },
        CancellationToken.None);
}
