using DeployOps.Engine;
using DeployOps.Engine.Checks;
using DeployOps.Engine.Releases;
using DeployOps.Engine.Releases.Health;

namespace DeployOps.Cli.Rendering;

/// <summary>The sign, word and colour of a finding, a step or a level of health. The word makes it readable without colour and without the sign.</summary>
internal sealed class StatusMarks(bool unicode)
{
    public string Pass => unicode ? "✔" : "+";

    public string Fail => unicode ? "✖" : "x";

    public string Skipped => unicode ? "○" : "o";

    public string Of(Finding finding) => finding.Status switch
    {
        FindingStatus.Pass => $"[green]{Pass} pass[/]",
        FindingStatus.Fail => $"[{ColourOf(finding.Severity)}]{Fail} {finding.Severity} fail[/]",
        FindingStatus.Warn => $"[yellow]{(unicode ? "▲" : "!")} {finding.Severity} warn[/]",
        FindingStatus.Skipped => $"[yellow]{Skipped} skipped[/]",
        FindingStatus.Blocked => $"[red]{(unicode ? "■" : "#")} {finding.Severity} blocked[/]",
        _ => "[grey]- n/a[/]",
    };

    public string Of(StepOutcome outcome) => outcome switch
    {
        StepOutcome.Succeeded => $"[green]{Pass}[/]",
        StepOutcome.Failed => $"[red]{Fail}[/]",
        StepOutcome.Cancelled => $"[yellow]{Skipped}[/]",
        _ => $"[grey]{Skipped}[/]",
    };

    public string Of(HealthLevel level, string word) => level switch
    {
        HealthLevel.Healthy => $"[green]{Pass} {word}[/]",
        HealthLevel.Unhealthy => $"[red]{Fail} {word}[/]",
        _ => $"[yellow]{Skipped} {word}[/]",
    };

    private static string ColourOf(Severity severity) => severity switch
    {
        Severity.P0 => "bold red",
        Severity.P1 => "yellow",
        _ => "blue",
    };
}
