using DeployOps.Engine.Checks;
using DeployOps.Engine.Preflight;
using Spectre.Console;

namespace DeployOps.Cli.Rendering;

/// <summary>A gate for people: a block per family as soon as it is known, then the verdict.</summary>
internal sealed class GateRenderer(IAnsiConsole console, bool showAll)
{
    private readonly StatusMarks _marks = new(console.Profile.Capabilities.Unicode);

    public void Head(string project, string? tag)
    {
        var title = tag is null ? $"preflight of {project}" : $"preflight of {project}, tag {tag}";
        console.MarkupLineInterpolated($"[bold]DeployOps[/] {title}");
    }

    public void Family(CheckFamily family, IReadOnlyList<Finding> findings)
    {
        var counts = GateCounts.Of(findings);
        console.WriteLine();
        console.MarkupLineInterpolated($"[bold underline]{FamilyTitles.Of(family)}[/]  [grey]{counts}[/]");
        var shown = findings.Where(finding => showAll || finding.Status is not (FindingStatus.Pass or FindingStatus.NotApplicable)).ToList();
        if (shown.Count == 0)
        {
            return;
        }

        var table = new Table { Border = TableBorder.None, ShowHeaders = false };
        table.AddColumn(new TableColumn("").NoWrap());
        table.AddColumn(new TableColumn("").NoWrap());
        table.AddColumn(new TableColumn(""));
        foreach (var group in Folded(shown))
        {
            table.AddRow(
                new Markup(_marks.Of(group[0])),
                new Markup($"[grey]{group[0].Id}[/]"),
                new Markup(group.Count == 1 ? Describe(group[0]) : DescribeTogether(group)));
        }

        console.Write(table);
    }

    public void Verdict(GateReport report)
    {
        var (colour, mark) = report.Verdict switch
        {
            Engine.Preflight.Verdict.Passed => ("green", _marks.Pass),
            Engine.Preflight.Verdict.Failed => ("red", _marks.Fail),
            _ => ("yellow", _marks.Skipped),
        };
        console.WriteLine();
        console.MarkupLine($"[bold {colour}]{mark} {Markup.Escape(report.Summary)}[/] [grey]({report.Duration.TotalSeconds:0.0} s)[/]");
    }

    // Questions that were not answered for one and the same reason are one line: thirty of them would hide the reason.
    private static IEnumerable<List<Finding>> Folded(IEnumerable<Finding> findings)
    {
        var folded = new Dictionary<(FindingStatus, string, string), List<Finding>>();
        foreach (var finding in findings)
        {
            var foldable = finding.Status is FindingStatus.Blocked or FindingStatus.Skipped;
            if (foldable && folded.TryGetValue((finding.Status, finding.Message, finding.Fix), out var group))
            {
                group.Add(finding);
                continue;
            }

            folded[foldable ? (finding.Status, finding.Message, finding.Fix) : (finding.Status, finding.Message, $"{finding.Fix}\0{folded.Count}")] = [finding];
        }

        return folded.Values.OrderBy(group => group[0].Id, StringComparer.Ordinal);
    }

    private static string DescribeTogether(List<Finding> findings) =>
        $"{Markup.Escape(findings[0].Message)} [grey]({findings.Count} checks: {string.Join(' ', findings.Select(finding => finding.Id))})[/]{FixOf(findings[0])}";

    private static string FixOf(Finding finding) => finding.Fix.Length == 0 ? "" : $"\n[grey]→ {Markup.Escape(finding.Fix)}[/]";

    private static string Describe(Finding finding)
    {
        var place = finding.File is null ? "" : $" [blue]{Markup.Escape(finding.File)}{(finding.Line is { } line ? $":{line}" : "")}[/]";
        var subject = finding.Subject.Length == 0 ? "" : $" · [bold]{Markup.Escape(finding.Subject)}[/]";
        var message = finding.Message.Length == 0 ? "" : $": {Markup.Escape(finding.Message)}";
        return $"{Markup.Escape(finding.Title)}{subject}{message}{place}{FixOf(finding)}";
    }
}
