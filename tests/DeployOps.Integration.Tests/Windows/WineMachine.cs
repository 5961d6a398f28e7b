using DeployOps.Integration.Tests.Support;

namespace DeployOps.Integration.Tests.Windows;

/// <summary>
/// A container with Wine in which both builds of the console face run: the Windows one under Wine and the Linux one beside
/// it, on the same files and with the same missing parts (no git, no docker), so that their findings can be compared.
/// </summary>
public sealed class WineMachine : IDisposable
{
    private const string Image = "deployops-wine";
    private readonly string _programs = Directory.CreateTempSubdirectory("deployops-publish-").FullName;
    private readonly SemaphoreSlim _making = new(1, 1);
    private bool _made;

    /// <summary>Builds the image and publishes both programs, once.</summary>
    public async Task MakeAsync()
    {
        await _making.WaitAsync();
        try
        {
            if (_made)
            {
                return;
            }

            await Command.SucceedAsync(null, "docker", "build", "--quiet", "--tag", Image, RepositoryRoot.Combine("tests", "env", "wine"));
            await PublishAsync(_programs, "win-x64");
            await PublishAsync(_programs, "linux-x64");
            _made = true;
        }
        finally
        {
            _making.Release();
        }
    }

    /// <summary>Runs the Windows build on a folder, which it sees as <c>Z:\project</c>.</summary>
    public Task<(int ExitCode, string Output)> RunWindowsAsync(string folder, params string[] arguments) =>
        RunAsync(folder, ["/usr/lib/wine/wine64", "/programs/win-x64/deployops.exe", .. arguments]);

    /// <summary>Runs the Linux build on a folder, which it sees as <c>/project</c>.</summary>
    public Task<(int ExitCode, string Output)> RunLinuxAsync(string folder, params string[] arguments) =>
        RunAsync(folder, ["/programs/linux-x64/deployops", .. arguments]);

    /// <inheritdoc/>
    public void Dispose()
    {
        _making.Dispose();
        Directory.Delete(_programs, recursive: true);
    }

    private async Task<(int ExitCode, string Output)> RunAsync(string folder, string[] command)
    {
        string[] arguments = ["run", "--rm", "--network", "none", "-v", $"{_programs}:/programs:ro", "-v", $"{folder}:/project", "-w", "/project", Image];
        var result = await Command.RunAsync(null, "docker", [.. arguments, .. command]);
        return (result.ExitCode, result.StandardOutput.Reveal().Length > 0 ? result.StandardOutput.Reveal() : result.StandardError.Reveal());
    }

    private static Task<string> PublishAsync(string folder, string runtime) => Command.SucceedAsync(
        RepositoryRoot.Path,
        "dotnet", "publish", Path.Combine("src", "DeployOps.Cli"), "--configuration", "Release", "--runtime", runtime, "--self-contained", "true",
        "--output", Path.Combine(folder, runtime), "--nologo", "--verbosity", "quiet");
}
