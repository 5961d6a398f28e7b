using DeployOps.Engine.Backups.Reports;
using DeployOps.Engine.Backups.Verification;
using Spectre.Console;

namespace DeployOps.Cli.Rendering.Backups;

/// <summary>What a look at a set found, for people.</summary>
internal static class VerificationRenderer
{
    public static void Write(IAnsiConsole console, BackupVerificationReport report)
    {
        var marks = new StatusMarks(console.Profile.Capabilities.Unicode);
        console.WriteLine();
        var table = Tables.Create("store", "level", "took", "");
        foreach (var store in report.Stores)
        {
            table.AddRow($"{(store.Passed ? $"[green]{marks.Pass}[/]" : $"[red]{marks.Fail}[/]")} {store.Kind}", $"{store.Level}", Amounts.Time(store.Duration), Markup.Escape(store.Detail));
        }

        console.Write(table);
        console.WriteLine();
        new Facts()
            .Add("set", report.Set.Path)
            .AddAll("finding", report.Findings, "red")
            .Add("RTO", report.RecoveryTime is { } time ? $"{Amounts.Time(time)} measured, {Amounts.Time(report.RecoveryTimeObjective)} agreed" : null)
            .Add("RPO", $"{Amounts.Time(report.RecoveryPoint)} old, {Amounts.Time(report.RecoveryPointObjective)} agreed")
            .AddAll("note", report.Notes)
            .Add("next step", report.NextAction, "bold")
            .Write(console);
        var (colour, mark) = report.Passed ? ("green", marks.Pass) : ("red", marks.Fail);
        console.MarkupLine($"[bold {colour}]{mark} {Markup.Escape(report.Set.Id)} {(report.Passed ? "passed" : "did not pass")} ({report.Level}); it is {report.Set.State.ToString().ToUpperInvariant()}[/]");
    }
}
