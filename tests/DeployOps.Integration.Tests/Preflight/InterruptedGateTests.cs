using System.Diagnostics;
using DeployOps.Engine;
using DeployOps.Integration.Tests.Support;
using Xunit;

namespace DeployOps.Integration.Tests.Preflight;

/// <summary>Law 3: Ctrl+C, and a gate that no longer waits, stop the programs that were started, with all of their children.</summary>
public sealed class InterruptedGateTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("deployops-interrupted-");

    public InterruptedGateTests()
    {
        // A docker that never answers, as a hung engine does; its children's identifiers stand in a file.
        var docker = Path.Combine(_folder.FullName, "docker");
        File.WriteAllText(docker, $"#!/bin/sh\nsleep 300 &\necho $! >> '{Children}'\nwait\n");
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(docker, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }

        File.WriteAllText(Path.Combine(_folder.FullName, "compose.yml"), "services:\n  db: { image: \"postgres:17.2\" }\n");
    }

    private string Children => Path.Combine(_folder.FullName, "children");

    [Theory]
    [InlineData("-INT")]
    [InlineData("-TERM")]
    [InlineData("-HUP")]
    public async Task Whatever_asks_it_to_stop_ends_the_gate_and_what_it_started(string signal)
    {
        using var gate = Start("preflight");
        await ChildrenAsync();

        await Command.SucceedAsync(null, "kill", signal, $"{gate.Id}");

        await gate.WaitForExitAsync().WaitAsync(TimeSpan.FromMinutes(1));
        Assert.Equal(ExitCodes.Cancelled, gate.ExitCode);
        AssertNothingRuns();
    }

    [Fact]
    public async Task A_terminal_that_is_closed_ends_the_gate_and_what_it_started()
    {
        var program = Path.Combine(AppContext.BaseDirectory, "deployops.dll");
        using var terminal = Run(new ProcessStartInfo("script", ["--quiet", "--command", $"exec dotnet '{program}' preflight; true", "/dev/null"]));
        await ChildrenAsync();

        // What holds the other end of the terminal is gone without a word.
        terminal.Kill();

        await terminal.WaitForExitAsync().WaitAsync(TimeSpan.FromMinutes(1));
        AssertNothingRuns();
    }

    [Fact]
    public async Task A_gate_that_gave_up_waiting_leaves_nothing_behind()
    {
        using var gate = Start("preflight", "--timeout", "4", "--quiet");

        await gate.WaitForExitAsync().WaitAsync(TimeSpan.FromMinutes(1));

        Assert.NotEqual(ExitCodes.Passed, gate.ExitCode);
        AssertNothingRuns();
    }

    public void Dispose()
    {
        foreach (var child in Running())
        {
            child.Kill();
        }

        _folder.Delete(recursive: true);
    }

    private Process Start(params string[] arguments) => Run(new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "deployops.dll"), .. arguments]));

    private Process Run(ProcessStartInfo start)
    {
        (start.WorkingDirectory, start.RedirectStandardOutput, start.RedirectStandardError) = (_folder.FullName, true, true);
        start.Environment["PATH"] = $"{_folder.FullName}{Path.PathSeparator}{Environment.GetEnvironmentVariable("PATH")}";
        var process = Process.Start(start)!;
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        return process;
    }

    private async Task ChildrenAsync()
    {
        var clock = Stopwatch.StartNew();
        while (!File.Exists(Children) && clock.Elapsed < TimeSpan.FromMinutes(1))
        {
            await Task.Delay(50);
        }
    }

    private void AssertNothingRuns()
    {
        Assert.True(File.Exists(Children), "the gate asks docker");

        // One that was killed is listed until the kernel has come to it; one that was left lives for minutes.
        SpinWait.SpinUntil(() => !Running().Any(), TimeSpan.FromSeconds(20));
        Assert.Empty(Running().Select(child => child.Id));
    }

    // Where nobody reaps orphans, as in a container, an ended process stays listed as a zombie.
    private IEnumerable<Process> Running() => !File.Exists(Children) ? [] : File.ReadAllLines(Children).Select(int.Parse)
        .Where(id => File.Exists($"/proc/{id}/stat") && !File.ReadAllText($"/proc/{id}/stat").Contains(") Z ", StringComparison.Ordinal))
        .Select(Process.GetProcessById);
}
