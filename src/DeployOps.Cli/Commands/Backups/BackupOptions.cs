using System.CommandLine;
using System.CommandLine.Parsing;
using DeployOps.Engine.DataStores;

namespace DeployOps.Cli.Commands.Backups;

/// <summary>The options that several backup commands have, with the same name and meaning in each.</summary>
internal static class BackupOptions
{
    public static Option<DataStoreKind[]> Store() => new("--store", "-s")
    {
        Description = "Only these stores; all when left out.",
        HelpName = "Postgres|Redis|Graph",
        CustomParser = Stores,
    };

    public static Option<string?> Destination() => new("--destination", "-d") { Description = "The folder that the sets lie in; the project's setting when left out.", HelpName = "DIR" };

    public static Option<string?> CopyTo() => new("--copy-to") { Description = "A second folder or share that the set is copied to; the project's setting when left out.", HelpName = "DIR" };

    public static Option<string?> Set(string otherwise) => new("--set") { Description = $"The set's name or folder; {otherwise} when left out.", HelpName = "SET" };

    public static Option<bool> Yes() => new("--yes", "-y") { Description = "Begin without asking." };

    public static Option<int?> Timeout(string description = "How long each store may take, in seconds; the project's setting when left out.") => SharedOptions.Seconds("--timeout", description);

    /// <summary>A folder as the user named it from where they stand.</summary>
    public static string? Folder(string? folder) => folder is null ? null : Path.GetFullPath(folder);

    /// <summary>A set as the engine takes it: a name, or a folder from where the user stands.</summary>
    public static string? Named(string? set) => set is not null && set.AsSpan().ContainsAny('/', '\\') ? Path.GetFullPath(set) : set;

    // Several after one another, or one text with commas between.
    private static DataStoreKind[] Stores(ArgumentResult result)
    {
        var stores = new List<DataStoreKind>();
        foreach (var name in result.Tokens.SelectMany(token => token.Value.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)))
        {
            if (Enum.GetNames<DataStoreKind>().FirstOrDefault(known => known.Equals(name, StringComparison.OrdinalIgnoreCase)) is { } kind)
            {
                stores.Add(Enum.Parse<DataStoreKind>(kind));
            }
            else
            {
                result.AddError($"--store knows {string.Join(", ", Enum.GetNames<DataStoreKind>())}.");
            }
        }

        return [.. stores.Distinct()];
    }
}
