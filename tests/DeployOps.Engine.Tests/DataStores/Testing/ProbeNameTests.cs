using DeployOps.Engine.DataStores.Testing;
using DeployOps.Engine.Processes;
using Xunit;

namespace DeployOps.Engine.Tests.DataStores.Testing;

public sealed class ProbeNameTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 21, 7, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData('_')]
    [InlineData(':')]
    public void A_name_is_read_back_and_fits_PostgreSQL(char separator)
    {
        var name = ProbeName.Of(RunningProcess.Current, Now);
        var text = name.With(separator);
        Assert.Equal(name, ProbeName.Read(text));
        Assert.InRange(text.Length, 1, 63);
        Assert.NotEqual(text, ProbeName.Of(RunningProcess.Current, Now).With(separator));
        Assert.Equal(separator == '_', System.Text.RegularExpressions.Regex.IsMatch(text, ProbeName.Pattern));
    }

    [Fact]
    public void What_is_old_or_of_a_dead_process_of_this_machine_is_left_behind_and_what_runs_is_not()
    {
        var gone = new RunningProcess(int.MaxValue, "gone");
        Assert.False(ProbeName.Of(RunningProcess.Current, Now).IsLeft(Now + TimeSpan.FromMinutes(10)));
        Assert.True(ProbeName.Of(RunningProcess.Current, Now).IsLeft(Now + TimeSpan.FromMinutes(10.1)));
        Assert.True(ProbeName.Of(gone, Now).IsLeft(Now));
        Assert.True(ProbeName.Of(RunningProcess.Current with { Start = "another one of that number" }, Now).IsLeft(Now));

        // Of a clock that is ahead: it decides nothing.
        Assert.False(ProbeName.Of(RunningProcess.Current, Now + TimeSpan.FromDays(1)).IsLeft(Now));
        var elsewhere = new ProbeName(Now, "00000000" + ProbeName.Of(gone, Now).Tail[8..]);
        Assert.False(elsewhere.IsLeft(Now));
        Assert.True(elsewhere.IsLeft(Now + TimeSpan.FromMinutes(11)));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("deployops_probe_mine")]
    [InlineData("deployops_probe_1763708400_0123456789abcdef0123456789abcdef_kept")]
    [InlineData("xdeployops_probe_1763708400_0123456789abcdef0123456789abcdef")]
    [InlineData("deployops_probe_1763708400_0123456789ABCDEF0123456789abcdef")]
    [InlineData("deployops_probe_1763708400_0123456789abcdef0123456789abcdef; DROP SCHEMA public")]
    [InlineData("deployops_probe_1763708400_0123456789abcdef0123456789abcdef\n")]
    public void Anything_else_is_no_name_of_ours(string? text) => Assert.Null(ProbeName.Read(text));
}
