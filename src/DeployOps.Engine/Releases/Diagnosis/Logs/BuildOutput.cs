using System.Text.RegularExpressions;
using DeployOps.Engine.Releases.Diagnosis.Rules;

namespace DeployOps.Engine.Releases.Diagnosis.Logs;

/// <summary>
/// What a build that failed wrote: which step of which service, and the first error in it. Source: BuildKit's plain progress
/// (<c>--progress plain</c>) as Docker Compose 2.26.1 writes it, and the older builder's.
/// </summary>
/// <param name="Service">The service; empty when the output names none.</param>
/// <param name="Step">The step of the Dockerfile, such as <c>[backend 4/6] RUN npm ci</c>; empty for a fault before the first.</param>
/// <param name="FirstError">The first error line.</param>
internal sealed partial record BuildOutput(string Service, string Step, string FirstError)
{
    /// <summary>Reads an output whose secrets are masked.</summary>
    public static BuildOutput Read(string masked)
    {
        var lines = masked.Split('\n').Select(line => line.TrimEnd()).ToList();

        // The failed step is repeated at the end between two rulers, with what it wrote; other steps may have been cut off meanwhile.
        var heading = lines.FindLastIndex(line => FailedStep().IsMatch(line));
        var (step, wrote) = heading >= 0 ? (FailedStep().Match(lines[heading]).Groups["step"].Value, OutputOf(lines, heading)) : ClassicStep(lines);
        var failure = lines.FindLast(line => Verdict().IsMatch(line)) ?? lines.FindLast(line => line.Length > 0) ?? "";
        var last = lines.FindLast(line => StepStart().IsMatch(line)) ?? "";
        return new BuildOutput(
            step.Length > 0 ? StepService().Match(step).Groups["service"].Value : Target().Match(failure) is { Success: true } target ? target.Groups["service"].Value : StepService().Match(last).Groups["service"].Value,
            step,
            FirstErrorOf(wrote) ?? failure);
    }

    private static List<string> OutputOf(List<string> lines, int heading) =>
        [.. lines.Skip(heading + 1).TakeWhile(line => !line.StartsWith("------", StringComparison.Ordinal)).Select(line => Clock().Replace(line, "")).Where(line => line.Length > 0)];

    // Step 3/5 : RUN …, as the builder before BuildKit writes it.
    private static (string Step, List<string> Wrote) ClassicStep(List<string> lines)
    {
        var start = lines.FindLastIndex(line => line.StartsWith("Step ", StringComparison.Ordinal) && line.Contains(" : ", StringComparison.Ordinal));
        return start < 0 ? ("", []) : (lines[start], lines.Skip(start + 1).Where(line => line.Length > 0 && !line.StartsWith(" --->", StringComparison.Ordinal)).ToList());
    }

    private static string? FirstErrorOf(List<string> wrote) =>
        ErrorBlocks.Read([.. wrote.Select(line => new LogLine(null, line, ErrorSigns.LevelOf(line)))], ErrorRules.Knows) is [var first, ..] ? first.Shown : wrote.LastOrDefault();

    [GeneratedRegex(@"^ > (?<step>\[.*?\].*?):?$", RegexOptions.CultureInvariant)]
    private static partial Regex FailedStep();

    [GeneratedRegex(@"^#\d+ (?<step>\[.*)", RegexOptions.CultureInvariant)]
    private static partial Regex StepStart();

    // [backend 2/6], [backend builder 2/6], [backend internal]; without a service's name [2/6] or [builder 2/6].
    [GeneratedRegex(@"\[(?<service>[A-Za-z0-9._-]+) (?:[\w.-]+ +)?(?:\d+/\d+|internal)\]", RegexOptions.CultureInvariant)]
    private static partial Regex StepService();

    [GeneratedRegex(@"^target (?<service>[\w.-]+): ", RegexOptions.CultureInvariant)]
    private static partial Regex Target();

    [GeneratedRegex(@"failed to solve: |^unable to prepare context|^ERROR: |The command '.*' returned a non-zero code|dockerfile parse error", RegexOptions.CultureInvariant)]
    private static partial Regex Verdict();

    [GeneratedRegex(@"^\d+\.\d+ ", RegexOptions.CultureInvariant)]
    private static partial Regex Clock();
}
