using DeployOps.Integration.Tests.Support;
using Xunit;

namespace DeployOps.Integration.Tests.Secrecy;

/// <summary>A stack trace quotes what it likes: whatever goes wrong, the console face says it in words of its own.</summary>
public sealed class NamedFailureTests
{
    [Theory]
    [InlineData("-5")]
    [InlineData("0")]
    public async Task A_time_limit_that_is_none_is_wrong_usage(string seconds)
    {
        var result = await ConsoleFace.RunAsync(Path.GetTempPath(), "preflight", "--timeout", seconds);

        Assert.Equal(2, result.ExitCode);
        Assert.Contains("--timeout", result.StandardError.Reveal(), StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", result.StandardError.Reveal(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_folder_that_was_deleted_meanwhile_is_named()
    {
        var folder = Directory.CreateTempSubdirectory("gone-");
        var result = await Command.RunAsync(folder.FullName, "sh", "-c", $"rmdir '{folder.FullName}'; exec dotnet '{ConsoleFace.Program}' preflight");

        Assert.Equal(3, result.ExitCode);
        Assert.DoesNotContain("   at ", result.StandardError.Reveal(), StringComparison.Ordinal);
    }
}
