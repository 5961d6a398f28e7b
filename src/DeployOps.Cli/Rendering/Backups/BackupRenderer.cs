using DeployOps.Engine;
using DeployOps.Engine.Backups;
using DeployOps.Engine.Backups.Reports;
using DeployOps.Engine.Backups.Sets;
using Spectre.Console;

namespace DeployOps.Cli.Rendering.Backups;

/// <summary>What came of a backup, for people: store by store with size, rate, duration and counts; what was proven; the next step.</summary>
internal static class BackupRenderer
{
    public static void Write(IAnsiConsole console, BackupReport report)
    {
        console.WriteLine();
        console.Write(report.IsPlan ? Plan(report) : Stores(console, report));
        console.WriteLine();
        if (report.IsPlan)
        {
            new Facts().Add("problem", report.Failure, "red").AddAll("note", report.Notes).Add("next step", report.NextAction, "bold").Write(console);
            console.MarkupLineInterpolated($"[grey]This is a plan: nothing was written.[/]");
            return;
        }

        var facts = new Facts()
            .Add("set", report.Set is { } set ? $"{set.Path} ({Amounts.Size(set.Bytes)})" : null)
            .Add("what failed", report.Failure, "red");
        if (report.Verification is { } look)
        {
            facts.Add("looked at", Look(look), look.Passed ? "default" : "red").AddAll("finding", look.Findings, "red");
        }

        facts.Add("removed", string.Join(", ", report.Removed)).AddAll("note", report.Notes).Add("next step", report.NextAction, "bold").Write(console);
        var marks = new StatusMarks(console.Profile.Capabilities.Unicode);
        var good = report.ExitCode == ExitCodes.Passed;
        var outcome = report.Set is { } made ? $"{made.Id} of {report.ProjectName} is {made.State.ToString().ToUpperInvariant()}" : $"no backup of {report.ProjectName} was made";
        console.MarkupLine($"[bold {(good ? "green" : "red")}]{(good ? marks.Pass : marks.Fail)} {Markup.Escape(outcome)}[/] [grey]({Amounts.Time(report.Duration)})[/]");
    }

    private static string Look(VerificationRecord look)
    {
        var where = look.Engines.Count > 0 ? $", in {string.Join("; ", look.Engines)}" : "";
        return $"{look.Level}: {(look.Passed ? "passed" : "did not pass")} in {Amounts.Time(look.Duration)}{where}";
    }

    private static Table Plan(BackupReport report)
    {
        var table = Tables.Create("store", "server", "source", "");
        foreach (var store in report.Stores)
        {
            table.AddRow($"{store.Kind}", Markup.Escape(store.ServerVersion), Markup.Escape(SourceOf(store)), Markup.Escape(Remarks(store)));
        }

        return table;
    }

    private static Table Stores(IAnsiConsole console, BackupReport report)
    {
        var marks = new StatusMarks(console.Profile.Capabilities.Unicode);
        var table = Tables.Create("store", "size", "rate", "took", "server", "source", "content");
        foreach (var store in report.Stores)
        {
            var bytes = Amounts.BytesOf(store);
            table.AddRow(
                $"{(store.IsComplete ? $"[green]{marks.Pass}[/]" : $"[red]{marks.Fail}[/]")} {store.Kind}",
                store.Files.Count > 0 ? Amounts.Size(bytes) : "",
                Amounts.Rate(bytes, store.Duration),
                store.Duration > TimeSpan.Zero ? Amounts.Time(store.Duration) : "",
                Markup.Escape(store.ServerVersion),
                Markup.Escape(SourceOf(store)),
                Markup.Escape(Remarks(store)));
        }

        return table;
    }

    private static string SourceOf(StoreRecord store) => store.Service is { } service ? $"{store.Source} ({service})" : store.Source;

    private static string Remarks(StoreRecord store) =>
        string.Join("; ", new[] { store.Failure ?? "", Amounts.Content(store.Content) }.Concat(store.Notes).Where(text => text.Length > 0));
}
