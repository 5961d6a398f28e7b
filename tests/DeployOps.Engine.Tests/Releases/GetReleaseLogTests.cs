using DeployOps.Engine.Files;
using DeployOps.Engine.Releases.Log;
using Xunit;

namespace DeployOps.Engine.Tests.Releases;

public sealed class GetReleaseLogTests
{
    [Fact]
    public async Task Filters_order_and_lines()
    {
        using var project = new ReleaseLogProject();
        for (var day = 1; day <= 6; day++)
        {
            var record = day % 2 == 0 ? ReleaseLogProject.Failed($"2026.02.0{day}") : ReleaseLogProject.Success($"2026.02.0{day}");
            await project.WriteAsync(record with { Started = new DateTimeOffset(2026, 2, day, 0, 0, 0, TimeSpan.Zero) });
        }

        async Task<string> Tags(GetReleaseLogOptions options) =>
            string.Concat((await project.ReadAsync(options)).Select(entry => entry.Record.Tag[^1]));
        Assert.Equal("123456", await Tags(new GetReleaseLogOptions()));
        Assert.Equal("654321", await Tags(new GetReleaseLogOptions { NewestFirst = true }));
        Assert.Equal("56", await Tags(new GetReleaseLogOptions { Last = 2 }));
        Assert.Equal("65", await Tags(new GetReleaseLogOptions { Last = 2, NewestFirst = true }));
        Assert.Equal("", await Tags(new GetReleaseLogOptions { Last = 0 }));
        Assert.Equal("123456", await Tags(new GetReleaseLogOptions { Last = 99 }));
        Assert.Equal("5", await Tags(new GetReleaseLogOptions { Last = 1, Result = ReleaseResult.Succeeded }));
        Assert.Equal("3", await Tags(new GetReleaseLogOptions { Tag = "2026.02.03" }));
        Assert.Equal("456", await Tags(new GetReleaseLogOptions { Since = new DateTimeOffset(2026, 2, 4, 9, 0, 0, TimeSpan.FromHours(9)) }));
        Assert.Equal("", await Tags(new GetReleaseLogOptions { Kind = ReleaseKind.Rehearsal }));

        var forward = await project.ReadAsync();
        var backward = await project.ReadAsync(new GetReleaseLogOptions { NewestFirst = true });
        Assert.Equal(forward.Select(entry => (entry.Line, entry.Text)).Reverse(), backward.Select(entry => (entry.Line, entry.Text)));
    }

    [Fact]
    public async Task Damage_is_reported_and_the_rest_is_returned()
    {
        using var project = new ReleaseLogProject();
        await project.WriteAsync(ReleaseLogProject.Success("a1b2c3d"));
        await project.WriteAsync(ReleaseLogProject.Success("b1b2c3d"));
        await new BlockLogAppender(project.Log, TimeSpan.FromSeconds(5)).AppendAsync(
            _ => new BlockLogContent("from the future", """{"result":"Teleported","tag":"x","started":"2026-01-01T00:00:00+00:00"}"""), CancellationToken.None);
        await new BlockLogAppender(project.Log, TimeSpan.FromSeconds(5)).AppendAsync(
            _ => new BlockLogContent("nulls", """{"result":"Failed","tag":"x","started":"2026-01-01T00:00:00+00:00","logs":null}"""), CancellationToken.None);
        await File.WriteAllTextAsync(project.Log, (await File.ReadAllTextAsync(project.Log)).Replace("a1b2c3d: S", "a1b2c3d: s", StringComparison.Ordinal));
        var damages = new List<BlockLogDamage>();
        Assert.Equal("b1b2c3d", Assert.Single(await project.ReadAsync(new GetReleaseLogOptions { OnDamage = damages.Add })).Record.Tag);
        Assert.Equal([1L, 3L, 4L], damages.Select(damage => damage.Sequence));
    }

    [Fact]
    public async Task A_missing_log_and_one_held_open_are_named()
    {
        using var project = new ReleaseLogProject();
        await Assert.ThrowsAsync<ReleaseLogMissingException>(() => project.ReadAsync());
        await project.WriteAsync(ReleaseLogProject.Success());
        await using (new FileStream(project.Log, FileMode.Open, FileAccess.ReadWrite, FileShare.None))
        {
            await Assert.ThrowsAsync<ReleaseLogUnreadableException>(() => project.ReadAsync());
        }
    }
}
