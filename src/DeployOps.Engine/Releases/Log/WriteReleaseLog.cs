using System.Text;
using DeployOps.Engine.Checks.Release.Log;
using DeployOps.Engine.Files;
using DeployOps.Engine.Project;

namespace DeployOps.Engine.Releases.Log;

/// <summary>
/// Appends a record to a project's release log (rows RB11, RB12, RB15, RB17), laid out by its template. Many may do so at
/// once; a record is written whole or not at all.
/// </summary>
public sealed class WriteReleaseLog(DeployProject project)
{
    /// <summary>Writes the record.</summary>
    /// <param name="options">The record, and how to write it.</param>
    /// <param name="cancellationToken">Ends the wait for others; what has begun to be written is finished.</param>
    /// <exception cref="ReleaseRecordIncompleteException">The record lacks what it must hold.</exception>
    /// <exception cref="ReleaseLogTemplateMissingException">The project's template is not there.</exception>
    /// <exception cref="ReleaseLogTemplateException">The project's template cannot be used.</exception>
    /// <exception cref="FileLockTimeoutException">Other writers kept the log for too long.</exception>
    /// <exception cref="BlockLogException">It could not be written; the log is as it was.</exception>
    /// <exception cref="LogKeepsMovingException">The log was moved away each time.</exception>
    public async Task<WriteReleaseLogResult> RunAsync(WriteReleaseLogOptions options, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(options);
        ReleaseRecordRules.Demand(options.Record);
        var template = ReleaseLogTemplate.Of(project);
        var record = Settled(options);
        var path = project.FullPath(project.ReleaseLog.Path);
        if (options.WhatIf)
        {
            return new WriteReleaseLogResult(path, Written: false, record, Text(template, record, options.Redact));
        }

        var text = "";
        var sequence = await new BlockLogAppender(path, options.Timeout).AppendAsync(
            number =>
            {
                record = record with { Sequence = number };
                text = Text(template, record, options.Redact);
                return new BlockLogContent(text, ReleaseRecordJson.Write(record));
            },
            cancellationToken).ConfigureAwait(false);
        return new WriteReleaseLogResult(path, Written: true, record with { Sequence = sequence }, text);
    }

    private static string Text(ReleaseLogTemplate template, ReleaseRecord record, Func<string, string> redact) =>
        BlockLogFormat.Neutral(redact(template.Fill(ReleaseRecordValues.Of(record), ReleaseRecordValues.Sections(record))));

    private ReleaseRecord Settled(WriteReleaseLogOptions options)
    {
        var record = options.Record with
        {
            Sequence = 0,
            Project = Or(options.Record.Project, project.Name),
            Machine = Or(options.Record.Machine, Environment.MachineName),
            Operator = Or(options.Record.Operator, Environment.UserName),
            Started = options.Record.Started.ToUniversalTime(),
            Finished = options.Record.Finished?.ToUniversalTime(),
        };
        record = record.Failure is { } failure ? record with { Failure = failure with { When = failure.When?.ToUniversalTime() } } : record;
        return ReleaseRecordTexts.Map(record, text => options.Redact(WellFormed(text)));
    }

    private static string Or(string text, string otherwise) => string.IsNullOrWhiteSpace(text) ? otherwise : text;

    // Half a surrogate pair has no UTF-8 form: it would come back as another character.
    private static string WellFormed(string text) => Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text));
}
