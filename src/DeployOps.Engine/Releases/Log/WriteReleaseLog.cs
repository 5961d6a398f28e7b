using System.Text;
using DeployOps.Engine.Checks.Release.Log;
using DeployOps.Engine.Compose.DockerCli;
using DeployOps.Engine.Files;
using DeployOps.Engine.Processes;
using DeployOps.Engine.Project;

namespace DeployOps.Engine.Releases.Log;

/// <summary>
/// Appends a record to a project's release log (rows RB11, RB12, RB15, RB17), laid out by its template. Many may do so at
/// once; a record is written whole or not at all.
/// </summary>
public sealed class WriteReleaseLog(DeployProject project)
{
    /// <summary>The docker command, which knows the images' ids; replaced in tests.</summary>
    public IDockerCommand Docker { get; init; } = new DockerCommand(new ProcessRunner());

    /// <summary>The process environment; replaced in tests.</summary>
    public Func<string, string?> ProcessEnvironment { get; init; } = Environment.GetEnvironmentVariable;

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
        var (whole, note) = await new ReleaseImages(project, Docker, ProcessEnvironment).FillAsync(options.Record, options.WhatIf, cancellationToken).ConfigureAwait(false);
        var record = Settled(whole, options.Redact);
        var path = project.FullPath(project.ReleaseLog.Path);
        if (options.WhatIf)
        {
            return new WriteReleaseLogResult(path, Written: false, record, Text(template, record, options.Redact)) { Note = note };
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
        return new WriteReleaseLogResult(path, Written: true, record with { Sequence = sequence }, text) { Note = note };
    }

    private static string Text(ReleaseLogTemplate template, ReleaseRecord record, Func<string, string> redact) =>
        BlockLogFormat.Neutral(redact(template.Fill(ReleaseRecordValues.Of(record), ReleaseRecordValues.Sections(record))));

    private ReleaseRecord Settled(ReleaseRecord written, Func<string, string> redact)
    {
        var record = written with
        {
            Sequence = 0,
            Project = Or(written.Project, project.Name),
            Machine = Or(written.Machine, Environment.MachineName),
            Operator = Or(written.Operator, Environment.UserName),
            Started = written.Started.ToUniversalTime(),
            Finished = written.Finished?.ToUniversalTime(),
        };
        record = record.Failure is { } failure ? record with { Failure = failure with { When = failure.When?.ToUniversalTime() } } : record;
        return ReleaseRecordTexts.Map(record, text => redact(WellFormed(text)));
    }

    private static string Or(string text, string otherwise) => string.IsNullOrWhiteSpace(text) ? otherwise : text;

    // Half a surrogate pair has no UTF-8 form: it would come back as another character.
    private static string WellFormed(string text) => Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text));
}
