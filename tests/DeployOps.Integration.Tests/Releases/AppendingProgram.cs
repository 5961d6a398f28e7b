using DeployOps.Engine;
using DeployOps.Engine.Files;

namespace DeployOps.Integration.Tests.Releases;

/// <summary>
/// What this assembly does when it is run as a program: it appends blocks to a log, or plays a part of <see cref="Journal.JournalProgram"/>,
/// <see cref="Backups.Creation.BackupProgram"/> or <see cref="Backups.Rehearsal.ProofProgram"/>, for tests that need real processes.
/// </summary>
internal static class AppendingProgram
{
    /// <summary>Appends blocks and prints the number of each, or the identifier of the failure.</summary>
    /// <param name="arguments">The log, how many blocks, and how many characters each.</param>
    public static async Task<int> Main(string[] arguments)
    {
        if (arguments is ["journal" or "lock" or "race", ..])
        {
            return await Journal.JournalProgram.RunAsync(arguments);
        }

        if (arguments is ["backup", var folder, var times])
        {
            return await Backups.Creation.BackupProgram.RunAsync(folder, times);
        }

        if (arguments is ["proof", var root, .. var kinds])
        {
            return await Backups.Rehearsal.ProofProgram.RunAsync(root, kinds);
        }

        if (arguments is not [var log, var count, var size])
        {
            return 2;
        }

        var appender = new BlockLogAppender(log, TimeSpan.FromSeconds(60));
        for (var index = 0; index < int.Parse(count, System.Globalization.CultureInfo.InvariantCulture); index++)
        {
            try
            {
                var text = new string((char)('a' + (Environment.ProcessId % 26)), int.Parse(size, System.Globalization.CultureInfo.InvariantCulture));
                var sequence = await appender.AppendAsync(
                    number => new BlockLogContent(text, $$"""{"process":{{Environment.ProcessId}},"number":{{number}}}"""), CancellationToken.None);
                Console.WriteLine(sequence);
            }
            catch (DeployOpsException failure)
            {
                Console.WriteLine(failure.ErrorId);
                return 3;
            }
        }

        return 0;
    }
}
