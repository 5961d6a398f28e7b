using System.CommandLine;
using DeployOps.Cli.Commands.Backups;
using DeployOps.Cli.Rendering;
using DeployOps.Cli.Rendering.Backups;
using DeployOps.Engine.Backups.Reports;
using DeployOps.Engine.DataStores.Testing;
using DeployOps.Engine.Project;

namespace DeployOps.Cli.Commands;

/// <summary><c>deployops stores</c>: pings the stores, and writes, reads and deletes in each.</summary>
internal static class StoresCommand
{
    public static Command Create()
    {
        var project = SharedOptions.Project();
        var format = SharedOptions.Format();
        var quiet = SharedOptions.Quiet();
        var store = BackupOptions.Store();
        var rounds = SharedOptions.Number("--rounds", "How often each step is done, for the percentiles; 5 when left out.", "COUNT");
        var pingOnly = new Option<bool>("--ping-only") { Description = "Only ping, write nothing." };
        var timeout = SharedOptions.Seconds("--timeout", "How long one store may take, in seconds; 30 when left out.");
        var command = new Command("stores", "Ping the data stores one after the other, write into each, read it back on a new connection, and delete it.")
        {
            project, store, rounds, pingOnly, timeout, format, quiet,
        };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var (shape, silent) = (parsed.GetValue(format), parsed.GetValue(quiet));
            var options = new DataStoreTestOptions { Stores = parsed.GetValue(store) ?? [], PingOnly = parsed.GetValue(pingOnly) };
            options = options with { Rounds = parsed.GetValue(rounds) ?? options.Rounds, Timeout = SharedOptions.Time(parsed.GetValue(timeout)) ?? options.Timeout };
            if (shape == OutputFormat.Ndjson && !silent)
            {
                options = options with { OnStep = step => ReportOutput.WriteLine(stream => BackupJson.Write(stream, step)) };
            }

            var report = await new TestDataStores(ProjectReader.Find(parsed.GetValue(project)!)).RunAsync(options, cancellationToken);
            ReportOutput.Write(shape, silent, (stream, oneLine) => BackupJson.Write(stream, report, oneLine), console => StoreTestRenderer.Write(console, report));
            return report.ExitCode;
        });
        return command;
    }
}
