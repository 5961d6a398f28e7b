using System.Globalization;
using DeployOps.Engine.Releases;
using DeployOps.Engine.Releases.Log;
using Spectre.Console;

namespace DeployOps.Cli.Rendering;

/// <summary>How a release went, for people who read it at night: what failed, the first error, what is live now, the next step.</summary>
internal sealed class ReleaseRenderer(IAnsiConsole console)
{
    /// <summary>As wide as the longest step's name.</summary>
    public const int StepWidth = 13;

    private readonly StatusMarks _marks = new(console.Profile.Capabilities.Unicode);

    public void Write(ReleaseReport report)
    {
        console.WriteLine();
        if (report.IsPlan)
        {
            WritePlan(report);
            return;
        }

        WriteServices(report.Services);
        if (report.Smoke is { Passed: false } smoke)
        {
            console.MarkupLineInterpolated($"[grey]the smoke test of {report.Tag}[/]");
            SmokeRenderer.WriteAnswers(console, smoke);
        }

        WriteFacts(report);
        var (colour, mark) = report.Result switch
        {
            ReleaseResult.Succeeded => ("green", _marks.Pass),
            ReleaseResult.Cancelled => ("yellow", _marks.Skipped),
            _ => ("red", _marks.Fail),
        };
        console.MarkupLine(string.Create(CultureInfo.InvariantCulture, $"[bold {colour}]{mark} {Markup.Escape(report.Summary)}[/] [grey]({report.Duration.TotalSeconds:0.0} s)[/]"));
    }

    private void WritePlan(ReleaseReport report)
    {
        console.MarkupLineInterpolated($"[bold]{report.Summary}[/]");
        for (var number = 0; number < report.Notes.Count; number++)
        {
            console.MarkupLineInterpolated($"  {number + 1}. {report.Notes[number]}");
        }

        console.MarkupLineInterpolated($"[grey]This is a plan: nothing was done.[/]");
    }

    private void WriteServices(IReadOnlyList<ServiceRelease> services)
    {
        if (services.Count == 0)
        {
            return;
        }

        var table = Tables.Create("service", "state", "image");
        foreach (var service in services)
        {
            table.AddRow(
                new Markup($"{(service.IsAsWanted && service.IsWell ? $"[green]{_marks.Pass}[/]" : $"[red]{_marks.Fail}[/]")} {Markup.Escape(service.Service)}"),
                new Markup(service.IsWell ? Markup.Escape(service.State) : $"[red]{Markup.Escape(service.State)}[/]"),
                new Markup($"{Markup.Escape(service.Reference)}{(service.IsAsWanted ? "" : service.RunningImageId is null ? " [red]does not run[/]" : " [red]another image runs[/]")}"));
        }

        console.Write(table);
        console.WriteLine();
    }

    private void WriteFacts(ReleaseReport report)
    {
        var facts = new Grid().AddColumn(new GridColumn { NoWrap = true, Padding = new Padding(2, 0, 2, 0) }).AddColumn();
        void Add(string label, string? text, string style = "default")
        {
            if (!string.IsNullOrWhiteSpace(text))
            {
                facts.AddRow($"[grey]{label}[/]", $"[{style}]{Markup.Escape(text)}[/]");
            }
        }

        if (report.Failure is { } failure)
        {
            Add("what failed", $"{failure.Step}: {failure.What}", "red");
            Add("first error", failure.FirstError);
            Add("log", failure.LogLocation);
            Add("done so far", failure.ActionTaken);
            Add("live now", report.LiveTag ?? "nothing is known to be live", "bold");
            Add("next step", failure.NextAction, "bold");
        }

        foreach (var note in report.Notes)
        {
            Add("note", note);
        }

        if (facts.Rows.Count > 0)
        {
            console.Write(facts);
            console.WriteLine();
        }
    }
}
