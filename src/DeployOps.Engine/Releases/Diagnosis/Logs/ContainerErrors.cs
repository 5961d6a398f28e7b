using DeployOps.Engine.Compose.Stacks;
using DeployOps.Engine.Releases.Diagnosis.Rules;

namespace DeployOps.Engine.Releases.Diagnosis.Logs;

/// <summary>The errors in the log of one container, of its last run and of those before.</summary>
/// <param name="First">The first error of its last run, one that a rule knows before one that none knows; <see langword="null"/> for none.</param>
/// <param name="FirstMatch">What the rules make of it.</param>
/// <param name="Earlier">The first error of the runs before, when it is another; <see langword="null"/> for none.</param>
/// <param name="EarlierMatch">What the rules make of that.</param>
/// <param name="LastLine">The last line of all, for one that ended without a word of error.</param>
/// <param name="Lines">How many lines were read.</param>
internal sealed record ContainerErrors(ErrorBlock? First, RuleMatch? FirstMatch, ErrorBlock? Earlier, RuleMatch? EarlierMatch, string LastLine, int Lines)
{
    /// <summary>What a container that ended wrote, over its restarts.</summary>
    private const int LinesOfEnded = 2000;

    /// <summary>Of one that runs, older errors are no longer true. Source: row RB14, <c>logs --tail=200</c>.</summary>
    private const int LinesOfRunning = 200;

    /// <summary>Every error of the last lines, in order, with what the rules make of it.</summary>
    public IReadOnlyList<(ErrorBlock Block, RuleMatch? Match)> All { get; private init; } = [];

    /// <summary>Reads them.</summary>
    public static async Task<ContainerErrors> ReadAsync(DiagnosisContext context, StackContainer container, CancellationToken cancellationToken)
    {
        var most = container.State == ContainerState.Running && !ContainerFaults.IsLooping(container, context)
            ? Math.Max(LinesOfRunning, context.Project.Smoke.LogLines)
            : LinesOfEnded;
        var text = await context.Engine.Containers.LogsAsync(container.Id, most, context.Options.Since, withTimes: true, cancellationToken).ConfigureAwait(false);
        return Read(context.Text.Masked(text), container.Started);
    }

    /// <summary>Reads them out of a log whose secrets are masked.</summary>
    /// <param name="masked">The log, each line with its time.</param>
    /// <param name="lastStart">When the last run began.</param>
    public static ContainerErrors Read(string masked, DateTimeOffset? lastStart)
    {
        var lines = masked.Split('\n').Where(line => line.Length > 0).Select(LogLine.Read).ToList();
        var start = lastStart is { } time ? lines.FindIndex(line => line.Time >= time) : 0;
        var (before, last) = start < 0 ? (lines, []) : (lines.Take(start).ToList(), lines.Skip(start).ToList());
        var (ofLast, ofBefore) = (Judge(last), Judge(before));

        // A run that is only just beginning, or that said nothing, is judged by the ones before it.
        var (first, earlier) = (Choose(ofLast), Choose(ofBefore));
        (first, earlier) = first.Block is null || (first.Match is null && earlier.Match is not null) ? (earlier, first) : (first, earlier);
        var isAnother = earlier.Block is not null && earlier.Match?.Rule.Cause != first.Match?.Rule.Cause;
        return new ContainerErrors(
            first.Block, first.Match, isAnother ? earlier.Block : null, isAnother ? earlier.Match : null,
            lines.FindLast(line => !string.IsNullOrWhiteSpace(line.Text))?.Text ?? "", lines.Count) { All = [.. ofBefore, .. ofLast] };
    }

    private static List<(ErrorBlock Block, RuleMatch? Match)> Judge(IReadOnlyList<LogLine> lines) =>
        [.. ErrorBlocks.Read(lines, ErrorRules.Knows).Select(block => (block, ErrorRules.Best(block.Text)))];

    // The first that a rule knows; else the first that calls itself an error. A warning word of a rule that is not sure does not outrank it.
    private static (ErrorBlock? Block, RuleMatch? Match) Choose(List<(ErrorBlock Block, RuleMatch? Match)> errors) =>
        errors.FirstOrDefault(error => error.Match is not null) is { Block: not null } known ? known : errors.FirstOrDefault();
}
