using DeployOps.Engine;
using DeployOps.Engine.Releases.Journal;
using DeployOps.Integration.Tests.Releases.Faces;
using DeployOps.Integration.Tests.Requirements;
using DeployOps.Integration.Tests.Stacks;
using DeployOps.Integration.Tests.Support;
using Xunit;

namespace DeployOps.Integration.Tests.Releases.Deployment;

/// <summary>One stack that is deployed from two clones on one machine: never from both at once, and not over what was cut off in the other.</summary>
public sealed class TwoFoldersTests
{
    private static readonly string[] Ungated = ["--skip-preflight", "--reason", "a test", "--stability"];

    [DockerEngineFact]
    public async Task A_release_from_one_clone_keeps_the_other_away_and_one_that_was_cut_off_is_closed_first()
    {
        await using var stack = new TinyStack();
        var other = Directory.CreateTempSubdirectory("clone-");
        var link = stack.Root + "-link";
        try
        {
            File.CreateSymbolicLink(link, stack.Root);
            await PassAsync(stack.Root, "deploy", "--tag", "2026.11.20", [.. Ungated, "0"]);
            await Command.SucceedAsync(null, "cp", "-r", $"{stack.Root}/.", other.FullName);
            Directory.Delete(Path.Combine(other.FullName, ".deployops"), recursive: true);

            // By another way it is the same folder, and no other one.
            await PassAsync(link, "deploy", "--tag", "2026.11.20", [.. Ungated, "0"]);

            using (var first = new InterruptibleFace(other.FullName, ["deploy", "--tag", "2026.11.21", .. Ungated, "30"]))
            {
                await first.SaysAsync("Build ");
                var refused = await ConsoleFace.RunAsync(stack.Root, "deploy", "--tag", "2026.11.22", "--skip-preflight", "--reason", "a test");
                Assert.Equal(ExitCodes.Environment, refused.ExitCode);
                Assert.Contains("'deploy 2026.11.21' is in progress", refused.StandardError.Reveal(), StringComparison.Ordinal);

                await first.SaysAsync("Healthy ");
                var rollback = await ConsoleFace.RunAsync(stack.Root, "rollback");
                Assert.Contains("'deploy 2026.11.21' is in progress", rollback.StandardError.Reveal(), StringComparison.Ordinal);
                await first.InterruptAsync("-KILL");
                await first.EndAsync();
            }

            var cut = await ConsoleFace.RunAsync(stack.Root, "deploy", "--tag", "2026.11.22", "--skip-preflight", "--reason", "a test");
            Assert.Equal(ExitCodes.Environment, cut.ExitCode);
            Assert.Contains("ReleaseOpenElsewhere", cut.StandardError.Reveal(), StringComparison.Ordinal);
            Assert.Contains(other.FullName, cut.StandardError.Reveal(), StringComparison.Ordinal);
            Assert.Null((await new ReleaseJournal(stack.Project).ReadAsync(CancellationToken.None)).Unfinished);

            Assert.Contains((await ConsoleFace.RunAsync(other.FullName, "recover", "--stability", "0")).ExitCode, new[] { ExitCodes.Passed, ExitCodes.DeployFailedRolledBack });
            await PassAsync(stack.Root, "deploy", "--tag", "2026.11.22", [.. Ungated, "0"]);
            Assert.Contains("2026.11.22", await stack.AskAsync(), StringComparison.Ordinal);
        }
        finally
        {
            File.Delete(link);
            other.Delete(recursive: true);
        }
    }

    private static async Task PassAsync(string folder, string command, string option, string value, params string[] rest)
    {
        var result = await ConsoleFace.RunAsync(folder, [command, option, value, .. rest]);
        Assert.True(result.ExitCode == ExitCodes.Passed, $"{result.StandardOutput.Reveal()}\n{result.StandardError.Reveal()}");
    }
}
