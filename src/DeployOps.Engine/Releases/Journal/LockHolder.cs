using DeployOps.Engine.Processes;

namespace DeployOps.Engine.Releases.Journal;

/// <summary>Who holds, or held, the right to change a project's stack.</summary>
public sealed record LockHolder
{
    /// <summary>What for, such as <c>deploy 2026.11.21</c>.</summary>
    public required string Operation { get; init; }

    /// <summary>The account.</summary>
    public required string User { get; init; }

    /// <summary>The machine.</summary>
    public required string Machine { get; init; }

    /// <summary>The process.</summary>
    public required int ProcessId { get; init; }

    /// <summary>When the process was started, as <see cref="RunningProcess.Start"/> says it.</summary>
    public required string ProcessStart { get; init; }

    /// <summary>The space in which the process has its number: on Linux one machine can have several, such as one for each container.</summary>
    public string ProcessSpace { get; init; } = "";

    /// <summary>Since when (UTC).</summary>
    public required DateTimeOffset Since { get; init; }

    /// <summary>Whether it is a process whose number means the same one here.</summary>
    internal bool IsHere => Machine == Environment.MachineName && ProcessSpace == OwnSpace();

    /// <summary>Whether its process runs; <see langword="null"/> when that cannot be told from here.</summary>
    internal bool? IsAlive => IsHere ? new RunningProcess(ProcessId, ProcessStart).IsAlive : null;

    /// <summary>This process as a holder.</summary>
    internal static LockHolder OfThisProcess(string operation, DateTimeOffset since) => new()
    {
        Operation = operation,
        User = Environment.UserName,
        Machine = Environment.MachineName,
        ProcessId = RunningProcess.Current.Id,
        ProcessStart = RunningProcess.Current.Start,
        ProcessSpace = OwnSpace(),
        Since = since,
    };

    /// <summary>Who, where and since when.</summary>
    public override string ToString() => FormattableString.Invariant($"{User} on {Machine} (process {ProcessId}) since {Since:yyyy-MM-ddTHH:mm:ssZ}");

    private static string OwnSpace()
    {
        try
        {
            return OperatingSystem.IsLinux() ? new FileInfo("/proc/self/ns/pid").LinkTarget ?? "" : "";
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            return "";
        }
    }
}
