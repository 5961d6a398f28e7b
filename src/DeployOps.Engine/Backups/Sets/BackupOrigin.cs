using DeployOps.Engine.Compose.Stacks;
using DeployOps.Engine.Project;

namespace DeployOps.Engine.Backups.Sets;

/// <summary>
/// Where the sets of a folder come from. Two installations of one project, such as production and staging, may share a destination: their compose
/// projects tell them apart. When those have one name, too, sets of two machines that alternate do; after a machine was replaced they do not alternate.
/// </summary>
internal static class BackupOrigin
{
    /// <summary>The compose project that sets of this installation are of.</summary>
    /// <exception cref="DeployOpsException">A compose file or an environment file cannot be read.</exception>
    public static string StackOf(DeployProject project, BackupPorts ports)
    {
        // Of names that differ only in case Windows knows one.
        var comparison = OperatingSystem.IsWindows() ? StringComparison.OrdinalIgnoreCase : StringComparison.Ordinal;
        return StackName.Of(project, name => ports.ProcessEnvironment.Where(variable => string.Equals(variable.Key, name, comparison)).Select(variable => variable.Value).FirstOrDefault());
    }

    /// <summary>The same; <see langword="null"/> when it cannot be read: what only looks at sets works without it.</summary>
    public static string? StackIfKnown(DeployProject project, BackupPorts ports)
    {
        try
        {
            return StackOf(project, ports);
        }
        catch (DeployOpsException)
        {
            return null;
        }
    }

    /// <summary>What else than this installation a manifest is of, in words; empty when it is of this one as far as its compose project says.</summary>
    /// <param name="manifest">The manifest.</param>
    /// <param name="stack">This compose project; <see langword="null"/> when it is not known.</param>
    public static string OtherThan(BackupManifest manifest, string? stack) =>
        stack is null || manifest.Stack.Length == 0 || manifest.Stack == stack ? "" : $"compose project '{manifest.Stack}'";

    /// <summary>Marks the sets of another machine, when both make them in turn.</summary>
    /// <param name="sets">The sets of one folder.</param>
    /// <param name="machine">This machine.</param>
    public static IReadOnlyList<BackupSet> Marked(IReadOnlyList<BackupSet> sets, string machine)
    {
        // A server elsewhere is the same one whoever backs it up; a service of the stack is one of its machine.
        static bool CanBeOfAnother(BackupSet set) => set is { Manifest: { } manifest, OtherOrigin: "" } && manifest.Stores.Any(store => store.Service is not null);
        var runs = sets.Where(CanBeOfAnother)
            .OrderBy(set => set.Manifest!.StartedAt)
            .Select(MachineOf)
            .Where(name => name.Length > 0)
            .Aggregate(new List<string>(), (seen, name) =>
            {
                if (seen.Count == 0 || !IsSame(seen[^1], name))
                {
                    seen.Add(name);
                }

                return seen;
            });

        // A machine that made none is one that replaces another: to it all of them are its own.
        var returned = runs.GroupBy(name => name, StringComparer.OrdinalIgnoreCase).Where(group => group.Count() > 1).Select(group => group.Key).ToHashSet(StringComparer.OrdinalIgnoreCase);
        return !returned.Contains(machine)
            ? sets
            : [.. sets.Select(set => CanBeOfAnother(set) && MachineOf(set) is { Length: > 0 } name && !IsSame(name, machine) && IsAmid(name, runs, machine)
                ? set with { OtherOrigin = $"machine '{name}'" }
                : set)];
    }

    // Before the first and after the last set of this machine lie those of the one that it replaced, or that replaced it.
    private static bool IsAmid(string name, List<string> runs, string machine) =>
        runs.FindIndex(runs.FindIndex(one => IsSame(one, machine)), one => IsSame(one, name)) is >= 0 and var at && runs.FindLastIndex(one => IsSame(one, machine)) > at;

    private static string MachineOf(BackupSet set) => set.Manifest!.By is var by && by.LastIndexOf('@') is >= 0 and var at ? by[(at + 1)..] : "";

    private static bool IsSame(string one, string other) => string.Equals(one, other, StringComparison.OrdinalIgnoreCase);
}
