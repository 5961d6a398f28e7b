using DeployOps.Engine;
using DeployOps.Engine.Checks;

namespace DeployOps.Cli.Rendering;

/// <summary>The sign, word and colour of a finding. The word makes it readable without colour and without the sign.</summary>
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

    private static string ColourOf(Severity severity) => severity switch
    {
        Severity.P0 => "bold red",
        Severity.P1 => "yellow",
        _ => "blue",
    };
}
