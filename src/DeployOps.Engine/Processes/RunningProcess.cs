using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;

namespace DeployOps.Engine.Processes;

/// <summary>A process, told apart from a later one that is given the same number by when it was started.</summary>
/// <param name="Id">Its number.</param>
/// <param name="Start">When it was started, in words of the operating system that are only compared: on Linux the machine's start and the clock ticks since then.</param>
/// <param name="Title">How a text names it, such as <c>docker compose up</c>; without secrets.</param>
public sealed record RunningProcess(int Id, string Start, string Title = "")
{
    private const string Unknown = "?";

    /// <summary>This process.</summary>
    public static RunningProcess Current { get; } = Of(Environment.ProcessId) ?? new RunningProcess(Environment.ProcessId, Unknown);

    /// <summary>Whether it still runs: the number is in use, and by the process that was meant. One that cannot be asked counts as running.</summary>
    public bool IsAlive => Of(Id) is { } now && (now.Start == Start || now.Start == Unknown || Start == Unknown);

    /// <summary>The process of a number; <see langword="null"/> when none runs under it.</summary>
    public static RunningProcess? Of(int id, string title = "")
    {
        if (OperatingSystem.IsLinux())
        {
            return LinuxProcess.Read(id) is { IsZombie: false } found ? new RunningProcess(id, found.Start, title) : null;
        }

        try
        {
            using var process = Process.GetProcessById(id);
            return new RunningProcess(id, process.StartTime.ToUniversalTime().Ticks.ToString(CultureInfo.InvariantCulture), title);
        }
        catch (Exception failure) when (failure is ArgumentException or InvalidOperationException)
        {
            return null;
        }
        catch (Win32Exception)
        {
            // Another account's process: it is there, and that is all this one may know.
            return new RunningProcess(id, Unknown, title);
        }
    }

    /// <summary>Its title and number, such as <c>docker compose up (process 4711)</c>.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{(Title.Length > 0 ? Title : "a program")} (process {Id})");
}
