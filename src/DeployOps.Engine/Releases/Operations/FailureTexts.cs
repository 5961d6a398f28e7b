using DeployOps.Engine.Compose.Stacks;

namespace DeployOps.Engine.Releases.Operations;

/// <summary>What can be shown of a failure.</summary>
internal static class FailureTexts
{
    private const int LongestError = 500;

    // The words with which builds and starts say what went wrong; the first such line tells more than the last.
    private static readonly string[] Signs = ["error", "failed", "fatal", "panic", "cannot", "denied", "no such", "not found", "unable"];

    /// <summary>What happened, in one sentence.</summary>
    public static string Of(Exception failure, Func<string, string> redact) => failure switch
    {
        OperationCanceledException => "Somebody stopped it.",
        DeployOpsException named => named.Message,
        IOException or UnauthorizedAccessException => redact(failure.Message),
        _ => $"The command itself failed ({failure.GetType().Name}); this is a defect of DeployOps.",
    };

    /// <summary>What to do next.</summary>
    public static string NextStep(Exception failure) => failure is DeployOpsException named
        ? named.RecommendedAction
        : "Look at the log, correct the cause and deploy again.";

    /// <summary>The first error that docker wrote, masked; empty when it wrote none.</summary>
    public static string FirstError(Exception failure, Func<string, string> redact) => failure switch
    {
        StepFailedException { FirstError.Length: > 0 } step => step.FirstError,
        StackCommandException command => FirstErrorOf(command.Output.Show(redact)),
        _ => "",
    };

    private static string FirstErrorOf(string text)
    {
        var lines = text.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        var line = Array.Find(lines, line => Array.Exists(Signs, sign => line.Contains(sign, StringComparison.OrdinalIgnoreCase))) ?? lines.LastOrDefault() ?? "";
        return line.Length > LongestError ? line[..LongestError] : line;
    }
}
