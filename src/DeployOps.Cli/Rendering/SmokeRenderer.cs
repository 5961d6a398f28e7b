using System.Globalization;
using DeployOps.Engine.Releases.Smoke;
using Spectre.Console;

namespace DeployOps.Cli.Rendering;

/// <summary>A smoke test for people: the answers, what the logs hold, and the outcome.</summary>
internal static class SmokeRenderer
{
    public static void Write(IAnsiConsole console, SmokeReport report)
    {
        console.MarkupLineInterpolated($"[bold]DeployOps[/] smoke test{(report.BaseUrl.Length > 0 ? $" of {report.BaseUrl}" : "")}");
        WriteAnswers(console, report);
        foreach (var note in report.Notes)
        {
            console.MarkupLineInterpolated($"[grey]note: {note}[/]");
        }

        var marks = new StatusMarks(console.Profile.Capabilities.Unicode);
        var (colour, mark) = report.Passed ? ("green", marks.Pass) : ("red", marks.Fail);
        console.MarkupLine(string.Create(CultureInfo.InvariantCulture, $"[bold {colour}]{mark} {Markup.Escape(report.Summary)}[/] [grey]({report.Duration.TotalSeconds:0.0} s)[/]"));
    }

    /// <summary>The answers and what was found in the logs, as tables.</summary>
    public static void WriteAnswers(IAnsiConsole console, SmokeReport report)
    {
        var marks = new StatusMarks(console.Profile.Capabilities.Unicode);
        if (report.Answers.Count > 0)
        {
            var table = Tables.Create("", "status", "latency", "tries", "path, and what did not hold");
            foreach (var answer in report.Answers)
            {
                table.AddRow(
                    answer.Passed ? $"[green]{marks.Pass} pass[/]" : $"[red]{marks.Fail} fail[/]",
                    answer.Status?.ToString(CultureInfo.InvariantCulture) ?? "-",
                    string.Create(CultureInfo.InvariantCulture, $"{answer.Latency.TotalMilliseconds:0} ms"),
                    answer.Tries.ToString(CultureInfo.InvariantCulture),
                    Markup.Escape(answer.Detail.Length == 0 ? answer.Path : $"{answer.Path}: {answer.Detail}"));
            }

            console.Write(table);
        }

        foreach (var found in report.Logs)
        {
            console.MarkupLineInterpolated($"[red]{marks.Fail} log of {found.Service}[/] {found.Rule}{(found.Count > 1 ? $" ({found.Count} times)" : "")}{(found.Line.Length > 0 ? $": {found.Line}" : "")}");
        }

        console.WriteLine();
    }
}
