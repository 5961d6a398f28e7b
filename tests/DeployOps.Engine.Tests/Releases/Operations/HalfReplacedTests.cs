using DeployOps.Engine.Compose.Stacks;
using DeployOps.Engine.Releases.Operations;
using DeployOps.Engine.Tests.Releases.Health;
using Xunit;

namespace DeployOps.Engine.Tests.Releases.Operations;

public sealed class HalfReplacedTests
{
    private const string Replaced = "62ebee3ad9ffaf7d435d4b792159f645031a7c0c24c2554d962bc72496c350df";

    [Theory]
    [InlineData("62ebee3ad9ff_shop-backend-1", Replaced, "shop-backend-1")]
    [InlineData("62ebee3ad9ff_only", Replaced, "only")]
    [InlineData("62ebee3ad9ff_only", "only", "only")]
    [InlineData("62ebee3ad9ff_shop-backend-1", "backend-1", "shop-backend-1")]
    public void A_container_that_compose_was_making_in_the_place_of_another_is_half_replaced(string name, string replaces, string wanted)
    {
        Assert.Equal(wanted, HalfReplaced.WantedName(Container(name, replaces)));
        Assert.True(HalfReplaced.IsAmong([Container("shop-other-1", ""), Container(name, replaces)]));
    }

    [Fact]
    public void A_container_that_made_way_for_another_service_of_its_name_is_settled_likewise() =>
        Assert.Equal("only", HalfReplaced.WantedName(Container("62ebee3ad9ff_only", "") with { Id = Replaced }));

    [Theory]
    [InlineData("shop-backend-1", "", "shop")]
    [InlineData("shop-backend-1", Replaced, "shop")]
    [InlineData("202611201200_shop-backend-1", "", "202611201200_shop")]
    [InlineData("202611201200_shop-backend-1", Replaced, "202611201200_shop")]
    [InlineData("202611201200_shop-backend-1", "backend-1", "202611201200_shop")]
    [InlineData("202611201200_only", "", "shop")]
    [InlineData("202611201200_only", "202611201200_only", "shop")]
    public void A_name_that_only_looks_so_is_left_alone(string name, string replaces, string project) =>
        Assert.False(HalfReplaced.IsAmong([Container(name, replaces) with { Project = project }]));

    private static StackContainer Container(string name, string replaces) => ScriptedContainers.Container("backend") with { Name = name, Replaces = replaces };
}
