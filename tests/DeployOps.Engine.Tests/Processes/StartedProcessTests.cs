using System.Globalization;
using DeployOps.Engine.Processes;
using DeployOps.Engine.Tests.Files;
using Xunit;

namespace DeployOps.Engine.Tests.Processes;

/// <summary>Processes are told of when they start, and told apart from later ones with the same number.</summary>
public sealed class StartedProcessTests
{
    [UnixFact]
    public async Task A_started_program_is_told_of_by_number_start_and_title()
    {
        var told = new List<RunningProcess>();
        var request = new ProcessRequest { FileName = "sh", Arguments = ["-c", "echo $$ $MARK; sleep 0.2"], Title = "docker compose up", OnStarted = told.Add };
        var runner = new WatchedProcessRunner(new ProcessRunner(), new Dictionary<string, string?> { ["MARK"] = "m" }, told.Add);
        var result = await runner.RunAsync(request with { Environment = new Dictionary<string, string?> { ["MARK"] = "other" } }, CancellationToken.None);
        Assert.Equal(2, told.Count);
        Assert.Equal(told[0], told[1]);
        Assert.Equal($"{told[0].Id.ToString(CultureInfo.InvariantCulture)} m\n", result.StandardOutput.Reveal());
        Assert.Equal($"docker compose up (process {told[0].Id})", told[0].ToString());
        Assert.False(told[0].IsAlive);
    }

    [Fact]
    public void A_process_with_the_same_number_and_another_start_is_another_one()
    {
        Assert.True(RunningProcess.Current.IsAlive);
        Assert.False((RunningProcess.Current with { Start = "another" }).IsAlive);
        Assert.Null(RunningProcess.Of(int.MaxValue));
    }

    [UnixFact]
    public async Task A_listener_that_fails_leaves_no_program_running()
    {
        RunningProcess? started = null;
        var request = new ProcessRequest
        {
            FileName = "sleep",
            Arguments = ["300"],
            OnStarted = process =>
            {
                started = process;
                throw new InvalidOperationException();
            },
        };
        await Assert.ThrowsAsync<InvalidOperationException>(() => new ProcessRunner().RunAsync(request, CancellationToken.None));
        Assert.False(started!.IsAlive);
    }
}
