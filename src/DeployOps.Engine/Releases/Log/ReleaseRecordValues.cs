using System.Globalization;

namespace DeployOps.Engine.Releases.Log;

/// <summary>What the placeholders of a template stand for in a record.</summary>
internal static class ReleaseRecordValues
{
    public static IReadOnlyDictionary<string, string> Of(ReleaseRecord record)
    {
        var failure = record.IsFailure() ? record.Failure : null;
        return new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["sequence"] = record.Sequence.ToString(CultureInfo.InvariantCulture),
            ["kind"] = record.Kind.ToString(),
            ["result"] = record.Result.ToString(),
            ["tag"] = record.Tag,
            ["previous_tag"] = record.PreviousTag ?? "",
            ["project"] = record.Project,
            ["machine"] = record.Machine,
            ["operator"] = record.Operator,
            ["approver"] = record.Approver ?? "",
            ["started"] = Time(record.Started),
            ["finished"] = Time(record.Finished),
            ["duration"] = Duration(record.Duration),
            ["images"] = string.Join('\n', record.Images.Select(image => $"{image.Service}  {image.Reference}{(image.Id is null ? "" : $"  {image.Id}")}")),
            ["logs"] = string.Join('\n', record.Logs),
            ["gate"] = record.Gate is null ? "" : $"{record.Gate.Verdict}: {record.Gate.Counts}",
            ["rollback"] = Rollback(record),
            ["evidence"] = string.Join('\n', record.Evidence),
            ["notes"] = record.Notes ?? "",
            ["what"] = failure?.What ?? "",
            ["when"] = Time(failure?.When),
            ["step"] = failure?.Step ?? "",
            ["first_error"] = failure?.FirstError ?? "",
            ["log_location"] = failure?.LogLocation ?? "",
            ["action_taken"] = failure?.ActionTaken ?? "",
            ["next_action"] = failure?.NextAction ?? "",
            ["owner"] = failure?.Owner ?? "",
        };
    }

    public static IReadOnlySet<string> Sections(ReleaseRecord record) => new HashSet<string>
    {
        record.Result == ReleaseResult.Started ? "start" : record.IsFailure() ? "failure" : "success",
    };

    private static string Time(DateTimeOffset? time) =>
        time?.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ss.fffZ", CultureInfo.InvariantCulture) ?? "";

    private static string Duration(TimeSpan? duration) => duration switch
    {
        null => "",
        { TotalMinutes: < 1 } => string.Create(CultureInfo.InvariantCulture, $"{duration.Value.TotalSeconds:0.0} s"),
        { TotalHours: < 1 } => string.Create(CultureInfo.InvariantCulture, $"{duration.Value.Minutes} min {duration.Value.Seconds} s"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{(long)duration.Value.TotalHours} h {duration.Value.Minutes} min {duration.Value.Seconds} s"),
    };

    private static string Rollback(ReleaseRecord record)
    {
        var allowance = record.Rollback switch
        {
            RollbackAllowance.Allowed => "allowed by the data migrations",
            RollbackAllowance.NotAllowed => "NOT allowed by the data migrations",
            _ => "not stated",
        };
        return string.IsNullOrWhiteSpace(record.RollbackNote) ? allowance : $"{allowance}: {record.RollbackNote}";
    }
}
