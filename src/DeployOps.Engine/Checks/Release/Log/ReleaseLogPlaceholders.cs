using System.Collections.Frozen;

namespace DeployOps.Engine.Checks.Release.Log;

/// <summary>The names that a release log template may use.</summary>
public static class ReleaseLogPlaceholders
{
    /// <summary>Names of values, <c>{{tag}}</c>, with what they stand for. Each is also a section: <c>{{#notes}} … {{/notes}}</c> is left out when it is empty.</summary>
    public static IReadOnlyDictionary<string, string> Values { get; } = new Dictionary<string, string>
    {
        ["sequence"] = "number of the record in this log",
        ["kind"] = "Release, Rollback, Rehearsal or Gate",
        ["result"] = "Started, Succeeded, Failed, RolledBack, RollbackFailed or Cancelled",
        ["tag"] = "tag that went live, or should have",
        ["previous_tag"] = "tag that was live before",
        ["project"] = "name of the project",
        ["machine"] = "machine that it ran on",
        ["operator"] = "who ran it",
        ["approver"] = "who approved it",
        ["started"] = "start, UTC, ISO 8601",
        ["finished"] = "end, UTC, ISO 8601",
        ["duration"] = "how long it took",
        ["images"] = "images, one a line: service, reference, id",
        ["logs"] = "where the logs are, one a line",
        ["gate"] = "verdict of the gate and its counts",
        ["rollback"] = "whether the data migrations allow a rollback",
        ["evidence"] = "evidence, one a line",
        ["notes"] = "notes",
        ["what"] = "failure: what failed",
        ["when"] = "failure: when, UTC, ISO 8601",
        ["step"] = "failure: the step that failed",
        ["first_error"] = "failure: the first error",
        ["log_location"] = "failure: where its log is",
        ["action_taken"] = "failure: what was done",
        ["next_action"] = "failure: what is to be done next",
        ["owner"] = "failure: who does it",
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>Sections that depend on the result: <c>{{#failure}} … {{/failure}}</c>, and with <c>^</c> for the opposite.</summary>
    public static IReadOnlyDictionary<string, string> Sections { get; } = new Dictionary<string, string>
    {
        ["start"] = "the release has only started",
        ["success"] = "it succeeded",
        ["failure"] = "it ended and did not succeed",
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>What every record has to show (row RB11).</summary>
    public static IReadOnlyList<string> Essential { get; } = ["tag", "result", "started", "logs"];

    /// <summary>The Minimum Failure Record (row RB12); its tag is the record's.</summary>
    public static IReadOnlyList<string> Failure { get; } =
        ["what", "when", "step", "first_error", "log_location", "action_taken", "next_action", "owner"];
}
