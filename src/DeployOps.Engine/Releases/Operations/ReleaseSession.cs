using System.Diagnostics;
using DeployOps.Engine.Compose;
using DeployOps.Engine.Compose.Stacks;
using DeployOps.Engine.Processes;
using DeployOps.Engine.Project;
using DeployOps.Engine.Redaction;
using DeployOps.Engine.Releases.Journal;
using DeployOps.Engine.Releases.Log;
using DeployOps.Engine.Releases.Strategies;

namespace DeployOps.Engine.Releases.Operations;

/// <summary>
/// The right to change a project's stack, and everything an operation needs while it has it: the lock, the journal, the docker command
/// with its mark, and the redactor that every shown text goes through.
/// </summary>
internal sealed class ReleaseSession : IDisposable
{
    private readonly ReleaseLock _lock;
    private readonly OtherFolders _others;

    private ReleaseSession(DeployProject project, ReleasePorts ports, OperationSettings settings, ReleaseLock held, string stackName)
    {
        _lock = held;
        _others = new OtherFolders(project, held, settings.Force);
        Project = project;
        Ports = ports;
        Settings = settings;
        Journal = new ReleaseJournal(project);
        StackName = stackName;
        Processes = held.Watch(new ProcessRunner());

        // Every docker command of an operation carries its mark, so that the next holder can end what a killed one left running.
        Docker = ReferenceEquals(ports.Engine, StackEngine.OfThisMachine) ? StackEngine.Of(Processes) : ports.Engine;
        Engine = LiveContainers.Of(Docker, project, StackName);
        Redactor = StackSecrets.Redactor(project, ProcessVariables.All());
        Output = new OperationOutput(Redactor, settings.OnOutput);
    }

    public DeployProject Project { get; }

    public ReleasePorts Ports { get; }

    public OperationSettings Settings { get; }

    public ReleaseJournal Journal { get; }

    /// <summary>The compose project's name.</summary>
    public string StackName { get; }

    public Redactor Redactor { get; }

    public OperationOutput Output { get; }

    /// <summary>The docker command as it is.</summary>
    public StackEngine Docker { get; }

    /// <summary>The docker command; it shows the live color of services that are released by blue-green.</summary>
    public StackEngine Engine { get; }

    /// <summary>Runs other commands of the operation, such as the switch of the proxy, marked as its own.</summary>
    public IProcessRunner Processes { get; }

    public DateTimeOffset Now => Ports.Time.GetUtcNow();

    /// <summary>Takes the lock.</summary>
    /// <exception cref="DeployOpsException">Somebody else has it; nothing was changed.</exception>
    public static async Task<ReleaseSession> OpenAsync(DeployProject project, ReleasePorts ports, OperationSettings settings, CancellationToken cancellationToken)
    {
        var held = await ReleaseLock.AcquireAsync(project, settings.Title, settings.Force, cancellationToken).ConfigureAwait(false);
        try
        {
            var name = await NameAsync(project, ports, settings, cancellationToken).ConfigureAwait(false);
            return new ReleaseSession(project, ports, settings, held, name);
        }
        catch
        {
            held.Dispose();
            throw;
        }
    }

    // Without its environment file a stack that is named by a variable would be another one, started beside the one that runs.
    private static async Task<string> NameAsync(DeployProject project, ReleasePorts ports, OperationSettings settings, CancellationToken cancellationToken)
    {
        var journal = await new ReleaseJournal(project).ReadAsync(cancellationToken).ConfigureAwait(false);
        var known = journal.Operations.LastOrDefault(operation => operation.Kind is ReleaseKind.Release or ReleaseKind.Rollback)?.StackName;
        if (known is not null && !settings.NamesByFiles)
        {
            return known;
        }

        var named = Compose.Stacks.StackName.Of(project, ports.ProcessEnvironment);
        return known is null || known == named || settings.Force ? named : throw new StackNameChangedException(known, named);
    }

    /// <summary>Keeps away who would change the stack from another folder. It is asked for before anything is changed.</summary>
    /// <param name="containers">The stack's containers.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <exception cref="DeployOpsException">Somebody changes it from there, or was cut off at it; nothing was changed.</exception>
    public Task KeepOthersAwayAsync(IReadOnlyList<StackContainer> containers, CancellationToken cancellationToken) => _others.TakeAsync(containers, Output.Say, cancellationToken);

    /// <summary>The docker commands that a killed holder had left running, and that were ended.</summary>
    public IReadOnlyList<string> LeftBehind => _lock.LeftBehind;

    /// <summary>How a docker command of this operation is run.</summary>
    public CommandScope Scope(TimeSpan timeout) => new() { Timeout = timeout, OnLine = Output.Line };

    /// <summary>Masks the secrets in a text that is to be shown.</summary>
    public string Redact(string text) => text.Length == 0 ? text : Redactor.Redact(text);

    /// <summary>Says what is being done.</summary>
    public void Say(ReleaseStep step, StepOutcome outcome, string message, string? service = null) =>
        Settings.OnProgress?.Invoke(new ReleaseProgress(step, outcome, message, service));

    /// <summary>The project's compose inputs for a tag.</summary>
    public ComposeInputs Inputs(string? tag) => ComposeInputs.Of(Project, Ports.ProcessEnvironment, tag);

    /// <summary>A monotonic clock.</summary>
    public static long Clock() => Stopwatch.GetTimestamp();

    public void Dispose()
    {
        Output.Dispose();
        _others.Dispose();
        _lock.Dispose();
    }
}
