using DeployOps.Engine.Backups.Reports;
using DeployOps.Engine.Backups.Retention;
using Spectre.Console;

namespace DeployOps.Cli.Rendering.Backups;

/// <summary>What retention keeps and removes, for people, with the reasons.</summary>
internal static class RetentionRenderer
{
    public static void Write(IAnsiConsole console, RetentionReport report)
    {
        console.WriteLine();
        var table = Tables.Create("set", "", "state", "size", "reason");
        foreach (var decision in report.Decisions)
        {
            table.AddRow(
                Markup.Escape(decision.Set),
                decision.Kept ? "[green]kept[/]" : decision.Removed ? "[yellow]removed[/]" : report.IsPlan ? "[yellow]would go[/]" : "[red]not removed[/]",
                $"{decision.State}",
                Amounts.Size(decision.Bytes),
                Markup.Escape(decision.Reason));
        }

        console.Write(table);
        console.WriteLine();
        new Facts().AddAll("note", report.Notes).Write(console);
        var going = report.Decisions.Where(decision => !decision.Kept).ToList();
        var size = Amounts.Size(going.Sum(decision => decision.Bytes));
        console.MarkupLine(report.IsPlan
            ? $"[grey]This is a plan: {going.Count} of {report.Decisions.Count} sets would be removed, {size}; nothing was.[/]"
            : $"[bold]{going.Count(decision => decision.Removed)} of {report.Decisions.Count} sets were removed, {size}.[/]");
    }
}
