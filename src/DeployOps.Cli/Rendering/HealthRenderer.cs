using System.Globalization;
using DeployOps.Engine.Releases.Health;
using Spectre.Console;

namespace DeployOps.Cli.Rendering;

/// <summary>The health of a stack for people: the services, the stores, and the whole in one sentence.</summary>
internal static class HealthRenderer
{
    public static void Write(IAnsiConsole console, StackHealth health)
    {
        var marks = new StatusMarks(console.Profile.Capabilities.Unicode);
        var services = Tables.Create("service", "", "up", "restarts", "cpu %", "memory", "disk", "log/h", "");
        foreach (var service in health.Services)
        {
            services.AddRow(
                Markup.Escape(service.Service),
                marks.Of(service.Level, service.Verdict.ToString()),
                Duration(service.Uptime),
                service.Restarts.ToString(CultureInfo.InvariantCulture),
                service.ProcessorPercent?.ToString("0.0", CultureInfo.InvariantCulture) ?? "",
                service.MemoryLimitBytes is null ? Size(service.MemoryBytes) : $"{Size(service.MemoryBytes)}/{Size(service.MemoryLimitBytes)}",
                Size(service.DiskBytes),
                Size(service.LogBytesPerHour),
                Markup.Escape(service.Detail));
        }

        console.Write(services);
        if (health.Stores.Count > 0)
        {
            console.WriteLine();
            console.Write(Stores(health.Stores, marks));
        }

        console.WriteLine();
        console.MarkupLine($"{marks.Of(health.Level, health.Level.ToString())} [bold]{Markup.Escape(health.Summary)}[/]{(health.Application is { } application ? $" [grey](the application says: {application})[/]" : "")}");
    }

    private static Table Stores(IEnumerable<StoreHealth> stores, StatusMarks marks)
    {
        var table = Tables.Create("store", "", "latency", "limit", "application", "");
        foreach (var store in stores)
        {
            table.AddRow(
                Markup.Escape(store.Store),
                marks.Of(store.Level, store.Level.ToString()),
                store.Latency is { } latency ? string.Create(CultureInfo.InvariantCulture, $"{latency.TotalMilliseconds:0.0} ms") : "",
                string.Create(CultureInfo.InvariantCulture, $"{store.Limit.TotalMilliseconds:0} ms"),
                store.Application?.ToString() ?? "",
                Markup.Escape(store.Detail));
        }

        return table;
    }

    private static string Duration(TimeSpan? time) => time switch
    {
        null => "",
        { Days: > 0 } long_ => string.Create(CultureInfo.InvariantCulture, $"{long_.Days}d {long_.Hours}h"),
        { } short_ => short_.ToString(@"hh\:mm\:ss", CultureInfo.InvariantCulture),
    };

    private static string Size(long? bytes) => bytes switch
    {
        null => "",
        >= 1L << 30 => string.Create(CultureInfo.InvariantCulture, $"{bytes / (double)(1L << 30):0.0}G"),
        >= 1L << 20 => string.Create(CultureInfo.InvariantCulture, $"{bytes / (double)(1L << 20):0}M"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{bytes / 1024.0:0}K"),
    };
}
