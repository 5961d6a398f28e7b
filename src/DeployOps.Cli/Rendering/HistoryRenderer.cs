using System.Globalization;
using DeployOps.Engine.Releases.History;
using DeployOps.Engine.Releases.Journal;
using DeployOps.Engine.Releases.Log;
using DeployOps.Engine.Releases.Reports;
using Spectre.Console;

namespace DeployOps.Cli.Rendering;

/// <summary>The history of a project's releases for people, the live one marked.</summary>
internal static class HistoryRenderer
{
    public static void Write(IAnsiConsole console, ReleaseHistory history)
    {
        var live = LiveOperation.Of(history);
        var table = Tables.Create("no", "", "started (UTC)", "kind", "tag", "result", "seconds", "operator", "remarks");
        foreach (var operation in history.Operations)
        {
            table.AddRow(
                operation.Number.ToString(CultureInfo.InvariantCulture),
                operation == live ? "[green]LIVE[/]" : "",
                operation.Started.UtcDateTime.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture),
                operation.Kind.ToString(),
                Markup.Escape(operation.Tag),
                Result(operation.Result),
                operation.Duration?.TotalSeconds.ToString("0.0", CultureInfo.InvariantCulture) ?? "",
                Markup.Escape(operation.Operator),
                Markup.Escape(Remarks(operation)));
        }

        if (history.Operations.Count > 0)
        {
            console.Write(table);
            console.WriteLine();
        }

        foreach (var note in history.Notes)
        {
            console.MarkupLineInterpolated($"[yellow]note: {note}[/]");
        }

        console.MarkupLineInterpolated($"[bold]{(history.LiveTag is { } tag ? $"{tag} is live." : "Nothing is live by the journal.")}[/]");
    }

    private static string Result(ReleaseResult result) => result switch
    {
        ReleaseResult.Succeeded => "[green]Succeeded[/]",
        ReleaseResult.Started => "[yellow]no end[/]",
        ReleaseResult.Cancelled => "[yellow]Cancelled[/]",
        _ => $"[red]{result}[/]",
    };

    private static string Remarks(ReleaseOperation operation) => string.Join("; ", new[]
    {
        operation.Failure is { } failure ? $"{failure.Step}: {failure.What}" : "",
        operation.GateSkippedBecause is { } reason ? $"without the gate: {reason}" : "",
        operation.Note ?? "",
    }.Where(text => text.Length > 0));
}
