using System.Diagnostics;
using DeployOps.Engine.Processes;
using DeployOps.Engine.Tests.Files;
using Xunit;

namespace DeployOps.Engine.Tests.Processes;

public sealed class DuplexProcessTests
{
    [UnixFact]
    public async Task A_program_is_talked_with_and_tells_how_it_ended()
    {
        await using var process = Start("while read line; do echo \"got $line\"; done; echo gone >&2; exit 3");
        var reader = new StreamReader(process.Output);
        await process.Input.WriteAsync("one\n"u8.ToArray());
        await process.Input.FlushAsync();
        Assert.Equal("got one", await reader.ReadLineAsync());
        await process.Input.WriteAsync("two\n"u8.ToArray());
        await process.Input.FlushAsync();
        Assert.Equal("got two", await reader.ReadLineAsync());
        await process.Input.DisposeAsync();
        Assert.Null(await reader.ReadLineAsync());
        var result = await process.Completion;
        Assert.Equal((3, "gone\n"), (result.ExitCode, result.StandardError.Reveal()));
    }

    [UnixFact]
    public async Task Disposing_of_it_stops_it_and_its_children()
    {
        var process = Start("sleep 300 & echo $!; wait");
        var child = int.Parse((await new StreamReader(process.Output).ReadLineAsync())!, System.Globalization.CultureInfo.InvariantCulture);
        await process.DisposeAsync();
        await process.DisposeAsync();
        Assert.True(SpinWait.SpinUntil(() => !IsRunning(child), TimeSpan.FromMinutes(1)));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => process.Completion);
    }

    [UnixFact]
    public async Task After_its_time_it_is_stopped_and_says_so()
    {
        await using var process = new ProcessRunner().StartDuplex(new ProcessRequest { FileName = "sleep", Arguments = ["300"], Timeout = TimeSpan.FromMilliseconds(200) });
        var started = Stopwatch.GetTimestamp();
        await Assert.ThrowsAsync<ProcessTimeoutException>(() => process.Completion);
        Assert.Equal(0, await process.Output.ReadAsync(new byte[1]));
        Assert.InRange(Stopwatch.GetElapsedTime(started), TimeSpan.Zero, TimeSpan.FromMinutes(1));
    }

    [Fact]
    public void A_missing_program_has_a_name() =>
        Assert.Throws<ProgramNotFoundException>(() => new ProcessRunner().StartDuplex(new ProcessRequest { FileName = "no-such-program-here" }));

    private static IDuplexProcess Start(string script) => new ProcessRunner().StartDuplex(new ProcessRequest { FileName = "sh", Arguments = ["-c", script] });

    private static bool IsRunning(int id)
    {
        try
        {
            using var process = Process.GetProcessById(id);
            return !process.HasExited;
        }
        catch (ArgumentException)
        {
            return false;
        }
    }
}
