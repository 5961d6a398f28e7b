using System.CommandLine;
using System.Text;
using DeployOps.Cli.Commands;
using DeployOps.Cli.Commands.Backups;
using DeployOps.Cli.Rendering;
using DeployOps.Engine;

namespace DeployOps.Cli;

/// <summary>The console face: turns the command line into one engine operation, and its outcome into text and an exit code.</summary>
internal static class ConsoleFace
{
    public static async Task<int> RunAsync(string[] args)
    {
        // Every output is UTF-8, whatever the console's code page: a Korean console would otherwise turn Hangul keys into question marks.
        Console.OutputEncoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false);
        TerminalWriter.Install();
        var root = new RootCommand("Gates, ships and backs up Docker Compose releases.")
        {
            PreflightCommand.Create(),
            EnvCommand.Create(),
            ComposeCommand.Create(),
            LogCommand.Create(),
            RedactCommand.Create(),
            DeployCommand.Create(),
            RollbackCommand.Create(),
            RecoverCommand.Create(),
            RehearseCommand.Create(),
            HealthCommand.Create(),
            SmokeCommand.Create(),
            DiagnoseCommand.Create(),
            HistoryCommand.Create(),
            BackupCommand.Create(),
            StoresCommand.Create(),
        };
        using var cancelled = new CancellationTokenSource();
        using var stops = StopSignals.Of(cancelled);
        try
        {
            // Default values are asked for here: a folder that was deleted meanwhile has no name.
            var parsed = root.Parse(args);
            if (parsed.Errors.Count > 0)
            {
                foreach (var error in parsed.Errors)
                {
                    await Console.Error.WriteLineAsync($"deployops: {error.Message}");
                }

                await Console.Error.WriteLineAsync("Try 'deployops --help'.");
                return ExitCodes.Usage;
            }

            var configuration = new InvocationConfiguration { EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = null };
            return await parsed.InvokeAsync(configuration, cancelled.Token);
        }
        catch (OperationCanceledException)
        {
            await Console.Error.WriteLineAsync("deployops: cancelled; nothing was changed after this point.");
            return ExitCodes.Cancelled;
        }
        catch (DeployOpsException failure)
        {
            FailureText.Write(Console.Error, failure);
            return ExitCodes.Of(failure.Kind);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            await Console.Error.WriteLineAsync($"deployops: {failure.Message}");
            return ExitCodes.Environment;
        }
        catch (Exception failure)
        {
            // A defect; its message and stack may quote anything, so only its kind is shown.
            await Console.Error.WriteLineAsync($"deployops: the command itself failed ({failure.GetType().Name}); nothing was changed after this point. [InternalFailure]");
            await Console.Error.WriteLineAsync("  next: This is a defect of DeployOps: please report it with the command.");
            return ExitCodes.Environment;
        }
    }
}
