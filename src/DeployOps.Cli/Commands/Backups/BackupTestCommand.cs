using System.CommandLine;
using DeployOps.Cli.Rendering.Backups;
using DeployOps.Engine.Backups;
using DeployOps.Engine.Backups.Verification;

namespace DeployOps.Cli.Commands.Backups;

/// <summary><c>deployops backup test</c>: looks whether a set can be restored.</summary>
internal static class BackupTestCommand
{
    public static Command Create()
    {
        var set = BackupOptions.Set("the newest that is not partial");
        var level = new Option<VerificationLevel>("--level", "-l")
        {
            Description = "How thoroughly: the files against their hashes, each read to its end, or restored into throwaway engines.",
            DefaultValueFactory = _ => VerificationLevel.Restore,
        };
        var keep = new Option<bool>("--keep") { Description = "Leave the throwaway engines running, to look at them." };
        var timeout = BackupOptions.Timeout("How long the whole look may take, in seconds; the project's setting when left out.");
        return new BackupRun("test", "Look whether a set can be restored. The live stores are never touched.") { set, level, keep, timeout }.Does(
            parsed => $"test {parsed.GetValue(set) ?? "the newest backup"}",
            BackupViews.Verification,
            (parsed, shown, cancellationToken) => new VerifyBackup(shown.Project).RunAsync(
                new VerifyBackupOptions
                {
                    Set = BackupOptions.Named(parsed.GetValue(set)),
                    Destination = shown.Destination,
                    Level = parsed.GetValue(level),
                    Keep = parsed.GetValue(keep),
                    Timeout = SharedOptions.Time(parsed.GetValue(timeout)),
                    OnProgress = shown.Output.Progress,
                },
                cancellationToken),
            report => report.ExitCode);
    }
}
