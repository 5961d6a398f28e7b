using System.Diagnostics;
using System.Runtime.InteropServices;

namespace DeployOps.Engine.Processes;

/// <summary>
/// Ends the processes that a killed one left running, with everything they started: asked first, killed after a grace. It never touches
/// this process, those that started it, and those that it started.
/// </summary>
internal static partial class LeftProcesses
{
    private const int Terminate = 15;
    private const int Kill = 9;
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50);

    /// <summary>Ends them, and waits until they are gone.</summary>
    /// <param name="variable">The variable with which they were started, as <c>NAME=value</c>: on Linux what has it is theirs, and nothing else is.</param>
    /// <param name="noted">Those that were noted when they were started: elsewhere the ones that are ended, on Linux the source of their titles.</param>
    /// <param name="grace">How long they may take to end by themselves when they are asked.</param>
    /// <param name="limit">How long to wait for them in all.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>What was ended, without what it had started itself, and what would not end.</returns>
    public static Task<LeftProcessesResult> EndAsync(
        string variable, IReadOnlyList<RunningProcess> noted, TimeSpan grace, TimeSpan limit, CancellationToken cancellationToken) =>
        EndAsync(
            OperatingSystem.IsLinux() ? () => Marked(variable, noted) : () => [.. noted.Where(process => process.IsAlive).DistinctBy(process => process.Id).Select(process => new LeftProcess(process, IsRoot: true))],
            grace,
            limit,
            cancellationToken);

    private static async Task<LeftProcessesResult> EndAsync(Func<List<LeftProcess>> find, TimeSpan grace, TimeSpan limit, CancellationToken cancellationToken)
    {
        var started = Stopwatch.GetTimestamp();
        var ended = new List<RunningProcess>();
        var asked = new HashSet<(int, string)>();
        while (true)
        {
            // Looked for anew each time: what is being ended may start something yet.
            var found = find();
            var elapsed = Stopwatch.GetElapsedTime(started);
            if (found.Count == 0 || elapsed > limit)
            {
                return new LeftProcessesResult(ended, [.. found.Where(left => left.IsRoot).Select(left => left.Process)]);
            }

            foreach (var left in found)
            {
                var isNew = asked.Add((left.Process.Id, left.Process.Start));
                if (isNew && left.IsRoot)
                {
                    ended.Add(left.Process);
                }

                if (elapsed > grace)
                {
                    End(left.Process);
                }
                else if (isNew)
                {
                    Ask(left.Process);
                }
            }

            await Task.Delay(Pause, cancellationToken).ConfigureAwait(false);
        }
    }

    private static List<LeftProcess> Marked(string variable, IReadOnlyList<RunningProcess> noted)
    {
        var all = LinuxProcess.All().ToDictionary(process => process.Id);
        var children = all.Values.ToLookup(process => process.Parent);
        var own = Tree(Environment.ProcessId, children).Concat(Ancestors(Environment.ProcessId, all)).ToHashSet();
        var marked = all.Values.Where(process => !own.Contains(process.Id) && process.HasVariable([variable])).Select(process => process.Id);
        var theirs = marked.SelectMany(id => Tree(id, children)).Where(id => !own.Contains(id)).ToHashSet();
        return
        [
            .. theirs.Select(id => all[id]).Where(process => !process.IsZombie).OrderBy(process => process.Id).Select(process => new LeftProcess(
                noted.LastOrDefault(note => note.Id == process.Id && note.Start == process.Start) ?? new RunningProcess(process.Id, process.Start, process.Name),
                IsRoot: !theirs.Contains(process.Parent))),
        ];
    }

    private static IEnumerable<int> Tree(int root, ILookup<int, LinuxProcess> children)
    {
        var seen = new HashSet<int>();
        var waiting = new Stack<int>([root]);
        while (waiting.TryPop(out var id))
        {
            if (seen.Add(id))
            {
                yield return id;
                foreach (var child in children[id])
                {
                    waiting.Push(child.Id);
                }
            }
        }
    }

    private static IEnumerable<int> Ancestors(int id, Dictionary<int, LinuxProcess> all)
    {
        for (var steps = 0; steps < 1000 && all.TryGetValue(id, out var process) && process.Parent > 0; steps++)
        {
            yield return id = process.Parent;
        }
    }

    private static void Ask(RunningProcess process)
    {
        // Windows has no way to ask a program without a window.
        if (OperatingSystem.IsWindows())
        {
            End(process);
        }
        else if (process.IsAlive)
        {
            _ = Signal(process.Id, Terminate);
        }
    }

    private static void End(RunningProcess process)
    {
        if (OperatingSystem.IsLinux())
        {
            // Its tree is found by its mark, each time anew.
            _ = process.IsAlive ? Signal(process.Id, Kill) : 0;
            return;
        }

        try
        {
            using var handle = Process.GetProcessById(process.Id);
            if (process.IsAlive)
            {
                handle.Kill(entireProcessTree: true);
            }
        }
        catch (Exception failure) when (failure is ArgumentException or InvalidOperationException or System.ComponentModel.Win32Exception)
        {
            // It has ended, or the system refuses; the next look tells which.
        }
    }

    [LibraryImport("libc", EntryPoint = "kill", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int Signal(int process, int signal);

    private readonly record struct LeftProcess(RunningProcess Process, bool IsRoot);
}
