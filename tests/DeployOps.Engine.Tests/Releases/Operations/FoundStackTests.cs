using System.Text;
using DeployOps.Engine.Compose.Plans;
using DeployOps.Engine.Releases.Journal;
using DeployOps.Engine.Releases.Log;
using DeployOps.Engine.Releases.Operations;
using Xunit;

namespace DeployOps.Engine.Tests.Releases.Operations;

/// <summary>A stack that was put there or changed by hand, as a release of its own.</summary>
public sealed class FoundStackTests : IDisposable
{
    private readonly StandInStack _stack = new();

    [Fact]
    public async Task A_service_that_was_replaced_by_hand_keeps_its_image_in_the_last_plan_under_a_tag_of_its_own()
    {
        var live = await ReleaseAsync("1");
        OperationFolder.Write(new OperationFolder(_stack.Project, live.Number).Plan, Encoding.UTF8.GetBytes(StandInStack.PlanOf("1").Replace("\"OF\"", "\"KEPT\"", StringComparison.Ordinal)));
        _stack.Run("backend", "shop/backend:hotfix", "sha256:hot");
        _stack.Run("proxy", "shop/proxy:1", "sha256:proxy1");

        var found = await AdoptAsync(live);

        Assert.Equal("1-by-hand", found.Tag);
        var plan = await PlanAsync(found);
        Assert.Equal(("shop/backend:hotfix", "shop/proxy:1"), (plan.Images()["backend"], plan.Images()["proxy"]));
        Assert.Contains("KEPT", plan.Text().Reveal(), StringComparison.Ordinal);
        Assert.Equal("sha256:hot", _stack.Images.Single(image => image.Key.Contains($":{found.Number}-hot", StringComparison.Ordinal)).Value);
        Assert.Equal("1-by-hand-2", (await AdoptAsync(live)).Tag);
    }

    [Fact]
    public async Task Without_a_plan_that_knows_all_services_the_present_files_are_taken_for_those_that_run()
    {
        _stack.Plan = target => StandInStack.PlanOf(target.Environment["TAG"]!).Replace("\"proxy\"", "\"fresh\":{\"image\":\"shop/fresh:7\"},\"proxy\"", StringComparison.Ordinal);
        _stack.Run("backend", "shop/backend:7", "sha256:seven");
        _stack.Run("proxy", "shop/proxy:8", "sha256:eight");

        var found = await AdoptAsync(null);

        Assert.Equal("7", found.Tag);
        var plan = await PlanAsync(found);
        Assert.Equal([("backend", "shop/backend:7"), ("proxy", "shop/proxy:8")], plan.Services.Select(service => (service.Name, service.Image)));
    }

    [Fact]
    public async Task Two_images_of_one_name_are_told_apart_by_names_of_our_own()
    {
        _stack.Run("backend", "shop/app:7", "sha256:seven");
        _stack.Run("proxy", "shop/app:7", "sha256:eight");

        var found = await AdoptAsync(null);

        Assert.Equal(["deployops/shop:1-seven", "deployops/shop:1-eight"], found.Images.Select(image => image.Reference));
        Assert.Equal("deployops/shop:1-eight", (await PlanAsync(found)).Images()["proxy"]);
    }

    [Fact]
    public async Task A_release_without_its_plan_is_put_back_by_the_present_files_with_its_images_and_that_is_said()
    {
        var live = await ReleaseAsync("1");
        using var session = await _stack.OpenAsync();

        var missing = ReleaseReader.OfKept(session, live, live.Images);
        Assert.Contains("is missing", Assert.Single(missing.Notes), StringComparison.Ordinal);
        Assert.Contains("shop/backend:1", File.ReadAllText(missing.Target.Files[^1]), StringComparison.Ordinal);

        var plan = new OperationFolder(_stack.Project, live.Number).Plan;
        OperationFolder.Write(plan, "{ damaged"u8);
        Assert.Contains("is damaged", Assert.Single(ReleaseReader.OfKept(session, live, live.Images).Notes), StringComparison.Ordinal);
        OperationFolder.Write(plan, Encoding.UTF8.GetBytes(StandInStack.PlanOf("1")));
        Assert.Empty(ReleaseReader.OfKept(session, live, live.Images).Notes);
    }

    public void Dispose() => _stack.Dispose();

    private async Task<ReleaseOperation> AdoptAsync(ReleaseOperation? live)
    {
        using var session = await _stack.OpenAsync();
        return await new FoundStack(session, await _stack.Journal.ReadAsync(), live).AdoptAsync(await StackLook.TakeAsync(session, CancellationToken.None), CancellationToken.None);
    }

    private Task<ComposePlan> PlanAsync(ReleaseOperation found) => ComposePlan.ReadAsync(new OperationFolder(_stack.Project, found.Number).Plan, CancellationToken.None);

    private async Task<ReleaseOperation> ReleaseAsync(string tag)
    {
        var number = await _stack.Journal.BeginAsync(tag);
        await _stack.Journal.AppendAsync(new ImagesKnown([new ReleaseImage("backend", $"shop/backend:{tag}", "sha256:one"), new ReleaseImage("proxy", $"shop/proxy:{tag}", "sha256:proxy1")]) { Operation = number });
        await _stack.Journal.FinishAsync(number);
        return (await _stack.Journal.ReadAsync()).Operations[^1];
    }
}
