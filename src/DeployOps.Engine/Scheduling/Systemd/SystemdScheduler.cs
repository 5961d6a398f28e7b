using System.Globalization;
using DeployOps.Engine.Files;
using DeployOps.Engine.Processes;

namespace DeployOps.Engine.Scheduling.Systemd;

/// <summary>systemd: a service and a timer of the same name.</summary>
/// <param name="processes">The way of running programs.</param>
/// <param name="place">Which systemd.</param>
public sealed class SystemdScheduler(IProcessRunner processes, SystemdPlace place) : ITaskScheduler
{
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(60);
    private static readonly Dictionary<string, string?> English = new() { ["LC_ALL"] = "C", ["TZ"] = "UTC" };

    /// <inheritdoc/>
    public string Name => "systemd";

    /// <inheritdoc/>
    public IReadOnlyList<string> Limits => place.IsSystem ? [] : ["The account's own systemd runs only while the account is logged in; 'loginctl enable-linger' lets it run always."];

    /// <inheritdoc/>
    public bool IsPresent => Directory.Exists("/run/systemd/system");

    /// <inheritdoc/>
    public string Describe(TaskDefinition task)
    {
        ArgumentNullException.ThrowIfNull(task);
        return $"# {PathOf(task.Name, "service")}\n{SystemdUnits.Service(task, place.IsSystem)}\n# {PathOf(task.Name, "timer")}\n{SystemdUnits.Timer(task)}";
    }

    /// <inheritdoc/>
    public async Task RegisterAsync(TaskDefinition task, string? password, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(task);
        TaskNames.Demand(task);
        var before = await ReadAsync(task.Name, cancellationToken).ConfigureAwait(false);
        try
        {
            Directory.CreateDirectory(place.Folder);
            await WriteAsync(task.Name, SystemdUnits.Service(task, place.IsSystem), SystemdUnits.Timer(task), cancellationToken).ConfigureAwait(false);
            await DemandAsync(["daemon-reload"], task.Name, cancellationToken).ConfigureAwait(false);
            await DemandAsync(["enable", $"{task.Name}.timer"], task.Name, cancellationToken).ConfigureAwait(false);

            // A timer that runs already keeps its old times until it is started anew.
            await DemandAsync(["restart", $"{task.Name}.timer"], task.Name, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception failure) when (failure is not OperationCanceledException)
        {
            await PutBackAsync(task.Name, before).ConfigureAwait(false);
            throw failure is DeployOpsException ? failure : new TaskRefusedException(Name, task.Name, "register", failure.GetType().Name);
        }
    }

    /// <inheritdoc/>
    public async Task<ScheduledTask?> FindAsync(string name, CancellationToken cancellationToken)
    {
        if (await ReadAsync(name, cancellationToken).ConfigureAwait(false) is not var (service, timer))
        {
            return null;
        }

        var said = await ShowAsync($"{name}.timer", cancellationToken).ConfigureAwait(false);
        var ran = await ShowAsync($"{name}.service", cancellationToken).ConfigureAwait(false);
        var lastRun = LastRun(name, Time(said.GetValueOrDefault("LastTriggerUSec")), Time(ran.GetValueOrDefault("ExecMainStartTimestamp")));
        return new ScheduledTask
        {
            Name = name,
            IsEnabled = said.GetValueOrDefault("UnitFileState") == "enabled" && said.GetValueOrDefault("ActiveState") == "active",
            Folder = Value(service, "WorkingDirectory").Replace("%%", "%", StringComparison.Ordinal),
            Times = SystemdUnits.TimesOf(timer),
            Account = Value(service, "User") is { Length: > 0 } user ? user : Environment.UserName,
            Command = Value(service, "ExecStart"),
            LastRun = lastRun,
            LastExitCode = lastRun is not null && int.TryParse(ran.GetValueOrDefault("ExecMainStatus"), NumberStyles.Integer, CultureInfo.InvariantCulture, out var code) ? code : null,
            NextRun = Time(said.GetValueOrDefault("NextElapseUSecRealtime")),
            Definition = $"{service}\n{timer}",
        };
    }

    /// <inheritdoc/>
    public async Task UnregisterAsync(string name, CancellationToken cancellationToken)
    {
        if (await ReadAsync(name, cancellationToken).ConfigureAwait(false) is null)
        {
            return;
        }

        await DemandAsync(["disable", "--now", $"{name}.timer"], name, cancellationToken).ConfigureAwait(false);
        File.Delete(PathOf(name, "timer"));
        File.Delete(PathOf(name, "service"));
        await DemandAsync(["daemon-reload"], name, cancellationToken).ConfigureAwait(false);
    }

    private static string Value(string unit, string key) =>
        unit.Split('\n').FirstOrDefault(line => line.StartsWith($"{key}=", StringComparison.Ordinal))?[(key.Length + 1)..].Trim() ?? "";

    // "Sun 2026-11-22 02:00:00 UTC", because the command is run with that zone; what has no time is empty or "n/a".
    private static DateTimeOffset? Time(string? text) =>
        DateTimeOffset.TryParseExact(text, "ddd yyyy-MM-dd HH:mm:ss 'UTC'", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time) ? time : null;

    // A persistent timer counts from when it was registered, and then calls that its last trigger.
    private DateTimeOffset? LastRun(string name, DateTimeOffset? triggered, DateTimeOffset? started) =>
        started ?? (triggered > new DateTimeOffset(File.GetLastWriteTimeUtc(PathOf(name, "timer"))) + TimeSpan.FromSeconds(10) ? triggered : null);

    private string PathOf(string name, string kind) => Path.Combine(place.Folder, $"{name}.{kind}");

    private async Task<(string Service, string Timer)?> ReadAsync(string name, CancellationToken cancellationToken) =>
        File.Exists(PathOf(name, "timer")) && File.Exists(PathOf(name, "service"))
            ? (await File.ReadAllTextAsync(PathOf(name, "service"), cancellationToken).ConfigureAwait(false), await File.ReadAllTextAsync(PathOf(name, "timer"), cancellationToken).ConfigureAwait(false))
            : null;

    private async Task WriteAsync(string name, string service, string timer, CancellationToken cancellationToken)
    {
        await AtomicFile.WriteTextAsync(PathOf(name, "service"), service, cancellationToken).ConfigureAwait(false);
        await AtomicFile.WriteTextAsync(PathOf(name, "timer"), timer, cancellationToken).ConfigureAwait(false);
    }

    private async Task PutBackAsync(string name, (string Service, string Timer)? before)
    {
        if (before is var (service, timer))
        {
            await WriteAsync(name, service, timer, CancellationToken.None).ConfigureAwait(false);
        }
        else if (Directory.Exists(place.Folder))
        {
            File.Delete(PathOf(name, "timer"));
            File.Delete(PathOf(name, "service"));
        }

        await RunAsync(["daemon-reload"], CancellationToken.None).ConfigureAwait(false);
    }

    private async Task<Dictionary<string, string>> ShowAsync(string unit, CancellationToken cancellationToken)
    {
        var result = await RunAsync(
            ["show", unit, "--property=ActiveState,UnitFileState,LastTriggerUSec,NextElapseUSecRealtime,ExecMainStatus,ExecMainStartTimestamp"], cancellationToken).ConfigureAwait(false);
        return result.StandardOutput.Reveal().Split('\n').Select(line => line.Split('=', 2)).Where(pair => pair.Length == 2).ToDictionary(pair => pair[0], pair => pair[1].Trim(), StringComparer.Ordinal);
    }

    private async Task DemandAsync(IReadOnlyList<string> arguments, string name, CancellationToken cancellationToken)
    {
        var result = await RunAsync(arguments, cancellationToken).ConfigureAwait(false);
        if (!result.Succeeded)
        {
            throw new TaskRefusedException(Name, name, arguments[0], $"systemctl ended with {result.ExitCode}");
        }
    }

    private Task<ProcessResult> RunAsync(IReadOnlyList<string> arguments, CancellationToken cancellationToken) => processes.RunAsync(
        new ProcessRequest { FileName = "systemctl", Arguments = place.IsSystem ? arguments : ["--user", .. arguments], Environment = English, Timeout = Longest },
        cancellationToken);
}
