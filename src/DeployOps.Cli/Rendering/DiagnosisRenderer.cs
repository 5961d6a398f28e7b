using DeployOps.Engine.Releases.Diagnosis;
using Spectre.Console;

namespace DeployOps.Cli.Rendering;

/// <summary>A diagnosis for people: what was looked at, then the causes, the likeliest first, then the sentence that sums it up.</summary>
internal static class DiagnosisRenderer
{
    public static void Write(IAnsiConsole console, DiagnosisReport report)
    {
        var marks = new StatusMarks(console.Profile.Capabilities.Unicode);
        console.MarkupLineInterpolated($"[bold]DeployOps[/] diagnosis of {report.StackName}");
        foreach (var step in report.Steps)
        {
            var mark = step.IsGood switch { true => $"[green]{marks.Pass} good[/]", false => $"[red]{marks.Fail} bad[/] ", _ => $"[yellow]{marks.Skipped} ?[/]   " };
            console.MarkupLine($"{mark} {step.Order}. {Markup.Escape(step.Title)}");
            foreach (var seen in step.Observations)
            {
                console.MarkupLineInterpolated($"          [grey]{seen}[/]");
            }
        }

        foreach (var cause in report.Causes)
        {
            console.WriteLine();
            console.MarkupLineInterpolated($"[bold]{cause.Cause}[/] of [bold]{cause.Service}[/] [grey]({cause.Confidence} % sure)[/]: {cause.Explanation}");
            if (cause.FirstError.Length > 0)
            {
                console.MarkupLineInterpolated($"  [grey]first error[/]  [red]{cause.FirstError}[/]");
            }

            if (cause.NextCommand.Length > 0)
            {
                console.MarkupLineInterpolated($"  [grey]run next[/]     [bold]{cause.NextCommand}[/]");
            }
        }

        console.WriteLine();
        console.MarkupLine(report.Causes.Count == 0 ? $"[bold green]{marks.Pass} {Markup.Escape(report.Summary)}[/]" : $"[bold red]{marks.Fail} {Markup.Escape(report.Summary)}[/]");
    }
}
