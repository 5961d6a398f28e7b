using DeployOps.Engine.Processes;

namespace DeployOps.Engine.Scheduling.Cron;

/// <summary>cron, by way of the command <c>crontab</c> (POSIX.1-2008).</summary>
/// <param name="processes">The way of running programs.</param>
public sealed class CronScheduler(IProcessRunner processes) : ITaskScheduler
{
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(30);

    /// <inheritdoc/>
    public string Name => "cron";

    /// <inheritdoc/>
    public IReadOnlyList<string> Limits =>
        ["cron does not make up for a run that was missed while the machine was off, and keeps no result: Test-BackupHealth sees both by the age of the last verified set."];

    /// <inheritdoc/>
    public bool IsPresent => (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).Any(folder => File.Exists(Path.Combine(folder, "crontab")));

    /// <inheritdoc/>
    public string Describe(TaskDefinition task) => CronTable.Write(task);

    /// <inheritdoc/>
    public async Task RegisterAsync(TaskDefinition task, string? password, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(task);
        TaskNames.Demand(task);
        var table = await TableAsync(task.Name, task.Account, cancellationToken).ConfigureAwait(false);
        await ReplaceAsync(CronTable.With(table, task), task.Name, task.Account, "register", cancellationToken).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public async Task<ScheduledTask?> FindAsync(string name, CancellationToken cancellationToken)
    {
        var found = CronTable.Find(await TableAsync(name, account: null, cancellationToken).ConfigureAwait(false), name);
        return found is null ? null : found with { Account = Environment.UserName };
    }

    /// <inheritdoc/>
    public async Task UnregisterAsync(string name, CancellationToken cancellationToken)
    {
        var table = await TableAsync(name, account: null, cancellationToken).ConfigureAwait(false);
        if (CronTable.Find(table, name) is not null)
        {
            await ReplaceAsync(CronTable.Without(table, name), name, account: null, "remove", cancellationToken).ConfigureAwait(false);
        }
    }

    private async Task<string> TableAsync(string name, string? account, CancellationToken cancellationToken)
    {
        var result = await RunAsync(["-l"], account, input: null, cancellationToken).ConfigureAwait(false);

        // An account without a table is answered with exit code 1 and a sentence about it; everything else is a refusal.
        return result.Succeeded ? result.StandardOutput.Reveal()
            : result.StandardError.Reveal().Contains("no crontab", StringComparison.OrdinalIgnoreCase) ? ""
            : throw new TaskRefusedException(Name, name, "show", $"crontab ended with {result.ExitCode}");
    }

    private async Task ReplaceAsync(string table, string name, string? account, string what, CancellationToken cancellationToken)
    {
        var result = await RunAsync(["-"], account, table, cancellationToken).ConfigureAwait(false);
        if (!result.Succeeded)
        {
            throw new TaskRefusedException(Name, name, what, $"crontab ended with {result.ExitCode}");
        }
    }

    private Task<ProcessResult> RunAsync(IReadOnlyList<string> arguments, string? account, string? input, CancellationToken cancellationToken) => processes.RunAsync(
        new ProcessRequest
        {
            FileName = "crontab",
            Arguments = account is null || account == Environment.UserName ? arguments : ["-u", account, .. arguments],
            Environment = new Dictionary<string, string?> { ["LC_ALL"] = "C" },
            StandardInput = input,
            Timeout = Longest,
        },
        cancellationToken);
}
