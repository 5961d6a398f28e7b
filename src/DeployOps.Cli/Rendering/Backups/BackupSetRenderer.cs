using DeployOps.Engine.Backups;
using DeployOps.Engine.Backups.Reports;
using DeployOps.Engine.Backups.Sets;
using Spectre.Console;

namespace DeployOps.Cli.Rendering.Backups;

/// <summary>The sets of a project for people: age, size, state, and how they stand to what was agreed.</summary>
internal static class BackupSetRenderer
{
    public static void Write(IAnsiConsole console, IReadOnlyList<BackupSet> sets)
    {
        if (sets.Count == 0)
        {
            console.WriteLine("There is no backup set.");
            return;
        }

        var table = Tables.Create("set", "state", "age", "size", "RPO", "RTO", "stores, and remarks");
        foreach (var set in sets)
        {
            table.AddRow(
                Markup.Escape(set.Id),
                State(set.State),
                set.Age is { } age ? Amounts.Time(age) : "",
                Amounts.Size(set.Bytes),
                set.RpoStanding == "beyond" ? "[red]beyond[/]" : Markup.Escape(set.RpoStanding),
                set.LastRehearsal is { } rehearsal ? Amounts.Time(rehearsal.Duration) : "",
                Markup.Escape(Amounts.Remarks(set)));
        }

        console.Write(table);
        console.WriteLine();
        var verified = sets.Count(set => set.State == BackupState.Verified);
        console.MarkupLineInterpolated($"[bold]{Amounts.Number(sets.Count, "set")}, {verified} verified, {Amounts.Size(sets.Sum(set => set.Bytes))}[/]");
    }

    public static void WriteCopy(IAnsiConsole console, BackupSet copy)
    {
        var marks = new StatusMarks(console.Profile.Capabilities.Unicode);
        console.MarkupLineInterpolated($"[bold green]{marks.Pass} {copy.Path}[/] [grey]({Amounts.Size(copy.Bytes)}, read back)[/]");
    }

    private static string State(BackupState state) => state switch
    {
        BackupState.Verified => "[green]Verified[/]",
        BackupState.Complete => "[yellow]Complete[/]",
        _ => "[red]Partial[/]",
    };
}
