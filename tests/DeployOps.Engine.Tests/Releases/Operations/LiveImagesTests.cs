using DeployOps.Engine.Releases.Journal;
using DeployOps.Engine.Releases.Log;
using DeployOps.Engine.Releases.Operations;
using Xunit;

namespace DeployOps.Engine.Tests.Releases.Operations;

/// <summary>What is live before an operation, by what runs and by what the journal knows.</summary>
public sealed class LiveImagesTests : IDisposable
{
    private readonly StandInStack _stack = new();

    [Fact]
    public async Task Of_a_stack_that_is_down_the_release_that_the_journal_knows_is_live()
    {
        await ReleaseAsync("1", "sha256:one");
        _stack.Images["sha256:one"] = "sha256:one";
        _stack.Images["sha256:proxy"] = "sha256:proxy";

        var live = await FindAsync();

        Assert.Equal(("1", "sha256:one"), (live!.Value.Operation.Tag, live.Value.Images[0].Id));
    }

    [Fact]
    public async Task Of_a_stack_that_is_down_nothing_is_live_when_an_image_is_gone_or_nothing_ever_ran()
    {
        Assert.Null(await FindAsync());
        await ReleaseAsync("1", "sha256:one");
        Assert.Null(await FindAsync());
    }

    public void Dispose() => _stack.Dispose();

    private async Task<(ReleaseOperation Operation, IReadOnlyList<ReleaseImage> Images)?> FindAsync()
    {
        using var session = await _stack.OpenAsync();
        return await LiveImages.FindAsync(session, await _stack.Journal.ReadAsync(), await StackLook.TakeAsync(session, CancellationToken.None), CancellationToken.None);
    }

    private async Task<long> ReleaseAsync(string tag, string backend, ReleaseResult result = ReleaseResult.Succeeded)
    {
        var number = await _stack.Journal.BeginAsync(tag);
        await _stack.Journal.AppendAsync(new ImagesKnown([new ReleaseImage("backend", $"shop/backend:{tag}", backend), new ReleaseImage("proxy", $"shop/proxy:{tag}", "sha256:proxy")]) { Operation = number });
        await _stack.Journal.FinishAsync(number, result);
        return number;
    }
}
