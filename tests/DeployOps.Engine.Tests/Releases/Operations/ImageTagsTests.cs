using DeployOps.Engine.Releases.Log;
using DeployOps.Engine.Releases.Operations;
using Xunit;

namespace DeployOps.Engine.Tests.Releases.Operations;

/// <summary>Which names of a failed release are taken away.</summary>
public sealed class ImageTagsTests
{
    [Theory]
    [InlineData("shop/backend:02", false)]
    [InlineData("shop/backend:01", true)]
    public async Task A_name_that_a_container_still_has_stays(string running, bool isRemoved)
    {
        using var stack = new StandInStack();
        stack.Run("backend", running, "sha256:one");
        stack.Images["shop/backend:02"] = "sha256:one";
        using var session = await stack.OpenAsync();
        var failed = new[] { new ReleaseImage("backend", "shop/backend:02", "sha256:one") };
        var kept = new[] { new ReleaseImage("backend", "shop/backend:01", "sha256:one") };

        var refused = await Record.ExceptionAsync(() => ImageTags.WithdrawAsync(session, failed, new HashSet<string> { "backend" }, kept, CancellationToken.None));

        // The engine of this test refuses every removal.
        Assert.Equal(isRemoved, refused is not null);
    }
}
