using System.Globalization;
using DeployOps.Engine.DataStores.Testing;
using Spectre.Console;

namespace DeployOps.Cli.Rendering.Backups;

/// <summary>What came of trying the stores, for people.</summary>
internal static class StoreTestRenderer
{
    public static void Write(IAnsiConsole console, DataStoreTestReport report)
    {
        var marks = new StatusMarks(console.Profile.Capabilities.Unicode);
        console.MarkupLineInterpolated($"[bold]DeployOps[/] data stores of {report.ProjectName}");
        console.WriteLine();
        var table = Tables.Create("store", "step", "", "p50", "p95", "");
        foreach (var step in report.Steps)
        {
            table.AddRow(
                $"{step.Store}",
                Markup.Escape(step.Step),
                step.Passed switch { true => $"[green]{marks.Pass} passed[/]", false => $"[red]{marks.Fail} failed[/]", _ => $"[yellow]{marks.Skipped} not tried[/]" },
                Milliseconds(step.Median),
                Milliseconds(step.Percentile95),
                Markup.Escape(step.Detail));
        }

        console.Write(table);
        console.WriteLine();
        new Facts().AddAll("note", report.Notes).Add("next step", report.NextAction, "bold").Write(console);
        console.MarkupLine(report.Passed ? $"[bold green]{marks.Pass} every step went well[/]" : $"[bold red]{marks.Fail} not every step went well[/]");
    }

    private static string Milliseconds(TimeSpan? time) => time is { } took ? string.Create(CultureInfo.InvariantCulture, $"{took.TotalMilliseconds:0.0} ms") : "";
}
