using System.Globalization;
using System.Text;
using System.Text.Json;
using DeployOps.Engine.Files;
using DeployOps.Engine.Processes;

namespace DeployOps.Engine.Scheduling.Windows;

/// <summary>The Task Scheduler of Windows, by way of Windows PowerShell, which every Windows has. Tasks are in the folder <c>\DeployOps</c>.</summary>
/// <param name="processes">The way of running programs.</param>
/// <param name="powerShell">The program; Windows PowerShell when <see langword="null"/>.</param>
public sealed class WindowsTaskScheduler(IProcessRunner processes, string? powerShell = null) : ITaskScheduler
{
    // Results of a task that are no exit codes: it has not run yet, it runs. Source: Microsoft, "Task Scheduler Error and Success Constants".
    private const long HasNotRun = 0x41303;
    private const long Runs = 0x41301;
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(2);

    /// <inheritdoc/>
    public string Name => "Windows Task Scheduler";

    /// <inheritdoc/>
    public IReadOnlyList<string> Limits => ["A named account without a password runs by S4U: it has no way to network shares. SYSTEM reaches shares as the machine's account."];

    /// <inheritdoc/>
    public bool IsPresent => powerShell is not null || OperatingSystem.IsWindows();

    /// <inheritdoc/>
    public string Describe(TaskDefinition task) => WindowsTaskXml.Write(task, withPassword: false);

    /// <inheritdoc/>
    public async Task RegisterAsync(TaskDefinition task, string? password, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(task);
        TaskNames.Demand(task);
        var file = Path.Combine(Path.GetTempPath(), $"{Guid.NewGuid():N}.xml");
        new PrivateFile().Create(file, Encoding.UTF8.GetBytes(WindowsTaskXml.Write(task, password is not null)));
        try
        {
            await AskAsync(WindowsTaskScripts.Register, task.Name, "register", new Dictionary<string, string?>
            {
                ["DEPLOYOPS_TASK_XML"] = file,
                ["DEPLOYOPS_TASK_USER"] = task.Account,
                ["DEPLOYOPS_TASK_PASSWORD"] = password,
            }, cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            File.Delete(file);
        }
    }

    /// <inheritdoc/>
    public async Task<ScheduledTask?> FindAsync(string name, CancellationToken cancellationToken)
    {
        var answer = (await AskAsync(WindowsTaskScripts.Find, name, "show", [], cancellationToken).ConfigureAwait(false)).Trim();
        return answer.Length == 0 ? null : Read(name, answer);
    }

    /// <inheritdoc/>
    public Task UnregisterAsync(string name, CancellationToken cancellationToken) => AskAsync(WindowsTaskScripts.Unregister, name, "remove", [], cancellationToken);

    private static ScheduledTask Read(string name, string answer)
    {
        using var document = JsonDocument.Parse(answer);
        var root = document.RootElement;
        var result = root.GetProperty("LastResult").GetInt64();
        return WindowsTaskXml.Read(name, root.GetProperty("Xml").GetString() ?? "") with
        {
            IsEnabled = root.GetProperty("Enabled").GetBoolean(),
            LastRun = Time(root.GetProperty("LastRun")),
            LastExitCode = result is HasNotRun or Runs ? null : unchecked((int)result),
            NextRun = Time(root.GetProperty("NextRun")),
        };
    }

    private static DateTimeOffset? Time(JsonElement element) =>
        DateTimeOffset.TryParse(element.GetString(), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time) ? time : null;

    private async Task<string> AskAsync(string script, string name, string what, Dictionary<string, string?> variables, CancellationToken cancellationToken)
    {
        variables["DEPLOYOPS_TASK_NAME"] = name;

        // pwsh leaves its own modules on the path of Windows PowerShell, which then finds the wrong ones.
        variables["PSModulePath"] = powerShell is null ? null : Environment.GetEnvironmentVariable("PSModulePath");
        var result = await processes.RunAsync(
            new ProcessRequest
            {
                FileName = powerShell ?? Path.Combine(Environment.SystemDirectory, @"WindowsPowerShell\v1.0\powershell.exe"),
                Arguments = ["-NoProfile", "-NonInteractive", "-EncodedCommand", Convert.ToBase64String(Encoding.Unicode.GetBytes(script))],
                Environment = variables,
                Timeout = Longest,
                Title = $"{what} a task",
            },
            cancellationToken).ConfigureAwait(false);

        // What it says may repeat what it was given; its first line names the reason.
        return result.Succeeded ? result.StandardOutput.Reveal() : throw new TaskRefusedException(Name, name, what, $"Windows PowerShell ended with {result.ExitCode}");
    }
}
