using System.Globalization;
using System.Text.RegularExpressions;
using DeployOps.Engine.Compose.Stacks;
using DeployOps.Engine.DataStores;
using DeployOps.Engine.Processes;

namespace DeployOps.Engine.Backups.Stores.Postgres;

/// <summary>Chooses the client programs: those of this machine when they are new enough, else those of the store's container.</summary>
internal sealed partial class PostgresTools(ProcessRunner processes)
{
    private static readonly TimeSpan Short = TimeSpan.FromSeconds(30);

    /// <summary>The way of running programs.</summary>
    public ProcessRunner Processes => processes;

    /// <summary>The programs to use.</summary>
    /// <param name="program">The one that decides, such as <c>pg_dump</c>.</param>
    /// <param name="leastMajor">The oldest major version that will do.</param>
    /// <param name="access">The store, whose container may have some; <see langword="null"/> for none.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <exception cref="PostgresToolsMissingException">There are none.</exception>
    public async Task<PostgresTool> FindAsync(string program, int leastMajor, DataStoreAccess? access, CancellationToken cancellationToken)
    {
        var found = new List<string>();
        var container = access?.Container;
        // Through a tunnel every byte passes two more processes; the program inside has the server beside it.
        var isInsideFirst = container is not null && access is not null && IsTunnel(access, container);
        PostgresTool? inside = null;
        if (isInsideFirst && (inside = await InContainerAsync(program, container!, cancellationToken).ConfigureAwait(false)) is { } near && near.Major >= leastMajor)
        {
            return near;
        }

        foreach (var folder in Folders(program))
        {
            if (await VersionAsync(new PostgresTool(folder, "0", null), program, cancellationToken).ConfigureAwait(false) is not { } tool)
            {
                continue;
            }

            if (tool.Major >= leastMajor)
            {
                return tool;
            }

            found.Add($"this machine has {tool.Version}");
        }

        if (container is not null)
        {
            inside ??= isInsideFirst ? null : await InContainerAsync(program, container, cancellationToken).ConfigureAwait(false);
            if (inside is not null && inside.Major >= leastMajor)
            {
                return inside;
            }

            found.Add(inside is null ? $"container {container.Name} has none" : $"container {container.Name} has {inside.Version}");
        }

        throw new PostgresToolsMissingException(program, leastMajor, found.Count > 0 ? string.Join(", ", found) : "this machine has none, and the server is no container of the stack");
    }

    private static bool IsTunnel(DataStoreAccess access, StackContainer container) =>
        !container.Ports.Any(port => port.HostPort == access.Endpoint.Port) && !container.Networks.Any(network => network.Address == access.Endpoint.Host);

    private Task<PostgresTool?> InContainerAsync(string program, StackContainer container, CancellationToken cancellationToken) =>
        VersionAsync(new PostgresTool("", "0", container), program, cancellationToken);

    private async Task<PostgresTool?> VersionAsync(PostgresTool tool, string program, CancellationToken cancellationToken)
    {
        try
        {
            var result = await processes.RunAsync(tool.Start(program, ["--version"], new Dictionary<string, string?>(), Short), cancellationToken).ConfigureAwait(false);
            return result.Succeeded && VersionIn().Match(result.StandardOutput.Reveal()) is { Success: true } match ? tool with { Version = match.Groups[1].Value } : null;
        }
        catch (ProgramNotFoundException)
        {
            return null;
        }
    }

    // The newest first; what is on PATH last, because on Debian that is a program which chooses one of them by itself.
    private static IEnumerable<string> Folders(string program)
    {
        var roots = OperatingSystem.IsWindows()
            ? [Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.ProgramFiles), "PostgreSQL")]
            : new[] { "/usr/lib/postgresql", "/usr/pgsql", "/opt/homebrew/opt" };
        var name = OperatingSystem.IsWindows() ? program + ".exe" : program;
        return roots.Where(Directory.Exists).SelectMany(Directory.EnumerateDirectories)
            .Where(folder => int.TryParse(Path.GetFileName(folder), NumberStyles.None, CultureInfo.InvariantCulture, out _))
            .OrderByDescending(folder => int.Parse(Path.GetFileName(folder), CultureInfo.InvariantCulture))
            .Select(folder => Path.Combine(folder, "bin")).Where(folder => File.Exists(Path.Combine(folder, name)))
            .Append("");
    }

    [GeneratedRegex(@"\(PostgreSQL\) (\d+(?:\.\d+)*)")]
    private static partial Regex VersionIn();
}
