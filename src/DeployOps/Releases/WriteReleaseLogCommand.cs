using System.Management.Automation;
using DeployOps.Completion;
using DeployOps.Engine.Compose;
using DeployOps.Engine.Preflight;
using DeployOps.Engine.Project;
using DeployOps.Engine.Releases.Log;
using DeployOps.Pipeline;

namespace DeployOps.Releases;

/// <summary><c>Write-ReleaseLog</c>: appends a record to the release log.</summary>
[Cmdlet(VerbsCommunications.Write, "ReleaseLog", SupportsShouldProcess = true)]
[OutputType(typeof(WriteReleaseLogResult))]
public sealed class WriteReleaseLogCommand : EngineCmdlet
{
    /// <summary>The tag that went live, or should have.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipelineByPropertyName = true)]
    [ArgumentCompleter(typeof(ReleaseTagCompleter))]
    [ValidateNotNullOrEmpty]
    public string Tag { get; set; } = "";

    /// <summary>How it ended.</summary>
    [Parameter(Mandatory = true, Position = 1)]
    public ReleaseResult Result { get; set; }

    /// <summary>What it is about.</summary>
    [Parameter]
    public ReleaseKind Kind { get; set; }

    /// <summary>The tag that was live before.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(ReleaseTagCompleter))]
    public string? PreviousTag { get; set; }

    /// <summary>When it started; now when left out.</summary>
    [Parameter]
    public DateTimeOffset? Started { get; set; }

    /// <summary>When it ended; now when left out, and nothing for a start.</summary>
    [Parameter]
    public DateTimeOffset? Finished { get; set; }

    /// <summary>Who ran it; the account when left out.</summary>
    [Parameter]
    public string Operator { get; set; } = "";

    /// <summary>Who approved it.</summary>
    [Parameter]
    public string? Approver { get; set; }

    /// <summary>The images that went live, each as service=reference; those of the compose files when left out.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string[] Image { get; set; } = [];

    /// <summary>Where the logs are: paths, or commands that show them.</summary>
    [Parameter]
    public string[] LogLocation { get; set; } = [];

    /// <summary>What the gate said, from Invoke-Preflight -PassThru.</summary>
    [Parameter(ValueFromPipeline = true)]
    public GateReport? Gate { get; set; }

    /// <summary>Whether the data migrations allow going back.</summary>
    [Parameter]
    public RollbackAllowance Rollback { get; set; }

    /// <summary>Why they do or do not.</summary>
    [Parameter]
    public string? RollbackNote { get; set; }

    /// <summary>Evidence for a gate by hand: ticket numbers, links, what was looked at.</summary>
    [Parameter]
    public string[] Evidence { get; set; } = [];

    /// <summary>Anything else.</summary>
    [Parameter]
    public string? Note { get; set; }

    /// <summary>Minimum Failure Record: what failed, in one sentence.</summary>
    [Parameter]
    public string What { get; set; } = "";

    /// <summary>Minimum Failure Record: the step that failed.</summary>
    [Parameter]
    public string Step { get; set; } = "";

    /// <summary>Minimum Failure Record: the first error, as it was written.</summary>
    [Parameter]
    public string FirstError { get; set; } = "";

    /// <summary>Minimum Failure Record: what was done about it so far.</summary>
    [Parameter]
    public string ActionTaken { get; set; } = "";

    /// <summary>Minimum Failure Record: what is to be done next.</summary>
    [Parameter]
    public string NextAction { get; set; } = "";

    /// <summary>Minimum Failure Record: who does it.</summary>
    [Parameter]
    public string Owner { get; set; } = "";

    /// <summary>The project's folder.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [Alias("Root")]
    [ValidateNotNullOrEmpty]
    public string? Project { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        var whatIf = !ShouldProcess(Tag, $"Append a record '{Result}' to the release log");
        Run(
            async queue =>
            {
                var project = ProjectReader.Find(FileSystemPath(Project ?? CurrentFolder));
                var options = new WriteReleaseLogOptions
                {
                    Record = ReleaseLogEntryForm.Fill(Form(), TimeProvider.System),
                    Redact = StackSecrets.Redactor(project, ProcessVariables.All()).Redact,
                    WhatIf = whatIf,
                };
                var result = await new WriteReleaseLog(project).RunAsync(options, StopToken).ConfigureAwait(false);
                if (result.Note.Length > 0)
                {
                    queue.Warning(result.Note);
                }

                queue.Output(result);
            },
            Tag);
    }

    private ReleaseLogEntryForm Form() => new()
    {
        Tag = Tag,
        Result = Result,
        Kind = Kind,
        PreviousTag = PreviousTag,
        Started = Started,
        Finished = Finished,
        Operator = Operator,
        Approver = Approver,
        Images = Image,
        Logs = LogLocation,
        Gate = Gate is null ? null : new GateSummary(Gate.Verdict.ToString(), Gate.Counts.ToString()),
        Rollback = Rollback,
        RollbackNote = RollbackNote,
        Evidence = Evidence,
        Notes = Note,
        What = What,
        Step = Step,
        FirstError = FirstError,
        ActionTaken = ActionTaken,
        NextAction = NextAction,
        Owner = Owner,
    };
}
