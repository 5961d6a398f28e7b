using System.CommandLine;
using DeployOps.Engine;
using DeployOps.Engine.Compose;
using DeployOps.Engine.Preflight.Reports;
using DeployOps.Engine.Project;
using DeployOps.Engine.Releases.Log;

namespace DeployOps.Cli.Commands;

/// <summary><c>deployops log write</c>: appends a record to the release log.</summary>
internal static class LogWriteCommand
{
    private static readonly Option<ReleaseResult> Result = new("--result") { Description = "How it ended.", Required = true };
    private static readonly Option<ReleaseKind> Kind = new("--kind") { Description = "What it is about." };
    private static readonly Option<DateTimeOffset?> Started = new("--started") { Description = "When it started; now when left out.", HelpName = "TIME" };
    private static readonly Option<DateTimeOffset?> Finished = new("--finished") { Description = "When it ended; now when left out, and nothing for a start.", HelpName = "TIME" };
    private static readonly Option<RollbackAllowance> Rollback = new("--rollback") { Description = "Whether the data migrations allow going back." };
    private static readonly Option<string[]> Logs = new("--log-location") { Description = "Where the logs are: paths, or commands that show them.", HelpName = "PLACE" };
    private static readonly Option<string[]> Images = new("--image") { Description = "The images that went live; those of the compose files when left out.", HelpName = "SERVICE=REFERENCE" };
    private static readonly Option<string[]> Evidence = new("--evidence") { Description = "Evidence for a gate by hand.", HelpName = "TEXT" };
    private static readonly Option<string?> Gate = new("--gate") { Description = "What the gate said: a file that 'deployops preflight --format json' wrote, or - for standard input.", HelpName = "FILE" };
    private static readonly Option<string?> Tag = Text("--tag", "The tag that went live, or should have.", required: true);
    private static readonly Option<string?> PreviousTag = Text("--previous-tag", "The tag that was live before.");
    private static readonly Option<string?> Operator = Text("--operator", "Who ran it; the account when left out.");
    private static readonly Option<string?> Approver = Text("--approver", "Who approved it.");
    private static readonly Option<string?> RollbackNote = Text("--rollback-note", "Why the migrations allow going back, or not.");
    private static readonly Option<string?> Note = Text("--note", "Anything else.");
    private static readonly Option<string?> What = Text("--what", "Failure: what failed, in one sentence.");
    private static readonly Option<string?> Step = Text("--step", "Failure: the step that failed.");
    private static readonly Option<string?> FirstError = Text("--first-error", "Failure: the first error, as it was written.");
    private static readonly Option<string?> ActionTaken = Text("--action-taken", "Failure: what was done about it so far.");
    private static readonly Option<string?> NextAction = Text("--next-action", "Failure: what is to be done next.");
    private static readonly Option<string?> Owner = Text("--owner", "Failure: who does it.");

    public static Command Create()
    {
        var project = SharedOptions.Project();
        var whatIf = SharedOptions.WhatIf();
        var command = new Command("write", "Append a record to the release log, masked. A failure needs its Minimum Failure Record.")
        {
            Tag, Result, Kind, PreviousTag, Started, Finished, Operator, Approver, Images, Logs, Gate, Rollback, RollbackNote, Evidence, Note,
            What, Step, FirstError, ActionTaken, NextAction, Owner, project, whatIf,
        };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var found = ProjectReader.Find(parsed.GetValue(project)!);
            var options = new WriteReleaseLogOptions
            {
                Record = ReleaseLogEntryForm.Fill(Form(parsed), TimeProvider.System),
                Redact = StackSecrets.Redactor(found, ProcessVariables.All()).Redact,
                WhatIf = parsed.GetValue(whatIf),
            };
            var result = await new WriteReleaseLog(found).RunAsync(options, cancellationToken);
            if (result.Note.Length > 0)
            {
                Console.Error.WriteLine($"deployops: {result.Note}");
            }

            Console.Out.WriteLine(result.Written ? $"{result.Path}: record {result.Record.Sequence} written" : result.Text);
            return ExitCodes.Passed;
        });
        return command;
    }

    private static ReleaseLogEntryForm Form(ParseResult parsed) => new()
    {
        Tag = parsed.GetValue(Tag) ?? "",
        Result = parsed.GetValue(Result),
        Kind = parsed.GetValue(Kind),
        PreviousTag = parsed.GetValue(PreviousTag),
        Started = parsed.GetValue(Started),
        Finished = parsed.GetValue(Finished),
        Operator = parsed.GetValue(Operator) ?? "",
        Approver = parsed.GetValue(Approver),
        Images = parsed.GetValue(Images) ?? [],
        Logs = parsed.GetValue(Logs) ?? [],
        Gate = parsed.GetValue(Gate) is { } file ? Summary(file) : null,
        Rollback = parsed.GetValue(Rollback),
        RollbackNote = parsed.GetValue(RollbackNote),
        Evidence = parsed.GetValue(Evidence) ?? [],
        Notes = parsed.GetValue(Note),
        What = parsed.GetValue(What) ?? "",
        Step = parsed.GetValue(Step) ?? "",
        FirstError = parsed.GetValue(FirstError) ?? "",
        ActionTaken = parsed.GetValue(ActionTaken) ?? "",
        NextAction = parsed.GetValue(NextAction) ?? "",
        Owner = parsed.GetValue(Owner) ?? "",
    };

    private static GateSummary Summary(string file)
    {
        var head = file == "-" ? GateHead.Read(Console.In.ReadToEnd()) : GateHead.ReadFile(file);
        return new GateSummary(head.Verdict.ToString(), head.Counts.ToString());
    }

    private static Option<string?> Text(string name, string description, bool required = false) =>
        new(name) { Description = description, HelpName = "TEXT", Required = required };
}
