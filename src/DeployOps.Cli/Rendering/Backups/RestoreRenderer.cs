using System.Globalization;
using DeployOps.Engine;
using DeployOps.Engine.Backups.Reports;
using DeployOps.Engine.Backups.Restoration;
using Spectre.Console;

namespace DeployOps.Cli.Rendering.Backups;

/// <summary>What came of a restore, for people: what changes, store by store, and the safety set.</summary>
internal static class RestoreRenderer
{
    public static void Write(IAnsiConsole console, RestoreReport report)
    {
        console.WriteLine();
        if (report.LookedAt() is { Count: > 0 } differences)
        {
            console.Write(Differences(differences));
            console.WriteLine();
        }
        else if (report.IsPlan)
        {
            console.MarkupLineInterpolated($"[grey]Counts would not change.[/]");
            console.WriteLine();
        }

        var marks = new StatusMarks(console.Profile.Capabilities.Unicode);
        var stores = Tables.Create("store", "outcome", "took", "target", "");
        foreach (var store in report.Stores)
        {
            var colour = store.Outcome switch { "Restored" => "green", "Planned" or "NotTried" => "yellow", _ => "red" };
            stores.AddRow($"{store.Kind}", $"[{colour}]{Markup.Escape(store.Outcome)}[/]", store.Duration > TimeSpan.Zero ? Amounts.Time(store.Duration) : "", Markup.Escape(store.Target), Markup.Escape(store.Detail));
        }

        console.Write(stores);
        console.WriteLine();
        new Facts()
            .Add("set", report.Set.Path)
            .Add("safety set", report.SafetySet is { } safety ? $"{safety.Id} holds what was there before" : null, "bold")
            .Add("what failed", report.Failure, "red")
            .AddAll("note", report.Notes)
            .Add("next step", report.NextAction, "bold")
            .Write(console);
        if (report.IsPlan)
        {
            console.MarkupLineInterpolated($"[grey]This is a plan: nothing was changed.[/]");
            return;
        }

        var (outcomeColour, mark, outcome) = report.ExitCode switch
        {
            ExitCodes.Passed => ("green", marks.Pass, "was restored, and the stores hold what the set holds"),
            _ when report.IsUntouched() => ("red", marks.Fail, "was not restored; nothing was changed"),
            ExitCodes.GateFailed => ("red", marks.Fail, "was NOT restored as it should be"),
            _ => ("red", marks.Fail, "could not be restored"),
        };
        console.MarkupLine($"[bold {outcomeColour}]{mark} {Markup.Escape(report.Set.Id)} {outcome}[/] [grey]({Amounts.Time(report.Duration)})[/]");
    }

    private static Table Differences(IEnumerable<RestoreDifference> differences)
    {
        var table = Tables.Create("store", "", "now", "afterwards", "name");
        foreach (var difference in differences)
        {
            table.AddRow($"{difference.Store}", Markup.Escape(difference.Kind), Count(difference.Before), Count(difference.After), Markup.Escape(difference.Name));
        }

        return table;
    }

    private static string Count(long? count) => count?.ToString("#,0", CultureInfo.InvariantCulture) ?? "-";
}
