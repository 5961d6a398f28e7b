using DeployOps.Engine.Compose.Stacks;
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

    [Fact]
    public async Task What_was_started_by_hand_is_taken_into_the_journal()
    {
        _stack.Run("backend", "shop/backend:7", "sha256:seven");

        var live = await FindAsync();

        Assert.Equal(("7", ReleaseResult.Succeeded), (live!.Value.Operation.Tag, live.Value.Operation.Result));
        Assert.Equal(live.Value.Operation.Number, Assert.Single((await _stack.Journal.ReadAsync()).Operations).Number);
    }

    [Fact]
    public async Task What_is_not_well_is_not_taken_in()
    {
        _stack.Run("backend", "shop/backend:7", "sha256:seven", ContainerHealth.Unhealthy);
        Assert.Null(await FindAsync());
        await ReleaseAsync("1", "sha256:one");
        Assert.Equal("1", (await FindAsync())!.Value.Operation.Tag);
        Assert.Single((await _stack.Journal.ReadAsync()).Operations);
    }

    [Theory]
    [InlineData(ReleaseResult.Failed)]
    [InlineData(ReleaseResult.RollbackFailed)]
    [InlineData(ReleaseResult.RolledBack)]
    [InlineData(ReleaseResult.Cancelled)]
    public async Task What_a_deployment_did_not_bring_to_a_good_end_is_never_taken_in(ReleaseResult result)
    {
        await ReleaseAsync("1", "sha256:one", result);
        _stack.Run("backend", "shop/backend:1", "sha256:one");
        Assert.Null(await FindAsync());

        // A later failure that is another one does not hide the first.
        await ReleaseAsync("2", "sha256:two");
        await ReleaseAsync("3", "sha256:three", ReleaseResult.Failed);
        Assert.Equal("2", (await FindAsync())!.Value.Operation.Tag);
        Assert.Equal(3, (await _stack.Journal.ReadAsync()).Operations.Count);
    }

    [Fact]
    public async Task An_image_that_went_live_in_another_release_is_taken_in_although_one_failed_with_it()
    {
        await ReleaseAsync("1", "sha256:one", ReleaseResult.Failed);
        await ReleaseAsync("2", "sha256:one");
        await ReleaseAsync("3", "sha256:three");
        _stack.Run("backend", "shop/backend:2", "sha256:one");
        Assert.Equal(4, (await FindAsync())!.Value.Operation.Number);
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
