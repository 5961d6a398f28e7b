namespace DeployOps.Engine.Releases.Log;

/// <summary>Changes every text of a record, so that no field can be forgotten where secrets are masked.</summary>
internal static class ReleaseRecordTexts
{
    public static ReleaseRecord Map(ReleaseRecord record, Func<string, string> change)
    {
        string? Optional(string? text) => text is null ? null : change(text);
        return record with
        {
            Tag = change(record.Tag),
            PreviousTag = Optional(record.PreviousTag),
            Project = change(record.Project),
            Machine = change(record.Machine),
            Operator = change(record.Operator),
            Approver = Optional(record.Approver),
            Images = [.. record.Images.Select(image => new ReleaseImage(change(image.Service), change(image.Reference), Optional(image.Id)))],
            Logs = [.. record.Logs.Select(change)],
            Gate = record.Gate is null ? null : new GateSummary(change(record.Gate.Verdict), change(record.Gate.Counts)),
            RollbackNote = Optional(record.RollbackNote),
            Evidence = [.. record.Evidence.Select(change)],
            Notes = Optional(record.Notes),
            Failure = record.Failure is null ? null : record.Failure with
            {
                What = change(record.Failure.What),
                Step = change(record.Failure.Step),
                FirstError = change(record.Failure.FirstError),
                LogLocation = change(record.Failure.LogLocation),
                ActionTaken = change(record.Failure.ActionTaken),
                NextAction = change(record.Failure.NextAction),
                Owner = change(record.Failure.Owner),
            },
        };
    }
}
