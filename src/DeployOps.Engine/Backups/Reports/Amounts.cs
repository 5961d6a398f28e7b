using System.Globalization;
using DeployOps.Engine.Backups.Sets;

namespace DeployOps.Engine.Backups.Reports;

/// <summary>Sizes, rates and times of backups in words that both faces use. Sizes are in powers of 1,024.</summary>
public static class Amounts
{
    private static readonly string[] Units = ["B", "KiB", "MiB", "GiB", "TiB", "PiB"];

    /// <summary>A size, such as <c>1.4 GiB</c>.</summary>
    public static string Size(double bytes)
    {
        var unit = 0;
        while (bytes >= 1024 && unit < Units.Length - 1)
        {
            bytes /= 1024;
            unit++;
        }

        return string.Create(CultureInfo.InvariantCulture, $"{(unit == 0 ? $"{bytes:0}" : bytes.ToString("0.0", CultureInfo.InvariantCulture))} {Units[unit]}");
    }

    /// <summary>How fast so many bytes were, such as <c>58.3 MiB/s</c>; empty where that cannot be told.</summary>
    public static string Rate(long bytes, TimeSpan duration) => duration > TimeSpan.Zero && bytes > 0 ? $"{Size(bytes / duration.TotalSeconds)}/s" : "";

    /// <summary>A duration, such as <c>0.4 s</c>, <c>3 min 20 s</c>, <c>5 h 12 min</c>, <c>31 d 2 h</c>.</summary>
    public static string Time(TimeSpan time) => time switch
    {
        { TotalSeconds: < 60 } => string.Create(CultureInfo.InvariantCulture, $"{time.TotalSeconds:0.0} s"),
        { TotalMinutes: < 60 } => Both(time.Minutes, "min", time.Seconds, "s"),
        { TotalHours: < 48 } => Both((int)time.TotalHours, "h", time.Minutes, "min"),
        _ => Both(time.Days, "d", time.Hours, "h"),
    };

    /// <summary>The bytes of a store's files on the disk.</summary>
    public static long BytesOf(StoreRecord store)
    {
        ArgumentNullException.ThrowIfNull(store);
        return store.Files.Sum(file => file.Bytes);
    }

    /// <summary>A number of things, such as <c>1 set</c> or <c>1,000 nodes</c>.</summary>
    public static string Number(long count, string thing) => string.Create(CultureInfo.InvariantCulture, $"{count:#,0} {(count == 1 ? thing : Several(thing))}");

    /// <summary>What is in a store, such as <c>12 tables, 40,120 rows</c> or <c>1,000 nodes, 998 relationships</c>.</summary>
    public static string Content(StoreContent content)
    {
        ArgumentNullException.ThrowIfNull(content);
        return string.Join(", ", content.Counts.GroupBy(count => count.Kind).SelectMany(Words));
    }

    /// <summary>What a list says of a set besides its state: the stores, why it cannot be trusted, which other installation it is of, that the last look did not pass, and why it was made.</summary>
    public static string Remarks(BackupSet set)
    {
        ArgumentNullException.ThrowIfNull(set);
        return string.Join(", ", (set.Manifest?.Stores ?? [])
            .Select(store => $"{store.Kind}{(store.IsComplete ? "" : " FAILED")}")
            .Append(set.Problem ?? "")
            .Append(set.OtherOrigin.Length > 0 ? $"of {set.OtherOrigin}" : "")
            .Append(set.LastVerdict is { Passed: false } look ? $"the last look ({look.Level}) did NOT pass" : "")
            .Append(set.Manifest?.Verifications is [.., { IsVerdict: false } missed] ? $"the last look ({missed.Level}) could not be made" : "")
            .Append(set.Manifest?.Encryption is null ? "" : "encrypted")
            .Append(set.Manifest?.Reason ?? "")
            .Where(text => text.Length > 0));
    }

    /// <summary>One line about how far an operation is, such as <c>Dump public.orders (120.0 MiB of 1.2 GiB, 58.3 MiB/s)</c>.</summary>
    public static string Progress(BackupProgress progress)
    {
        ArgumentNullException.ThrowIfNull(progress);
        var amounts = string.Join(", ", new[]
        {
            progress.Bytes is { } bytes ? $"{Size(bytes)}{(progress.TotalBytes is { } total and > 0 ? $" of {Size(total)}" : "")}" : "",
            progress.BytesPerSecond is { } rate and > 0 ? $"{Size(rate)}/s" : "",
        }.Where(text => text.Length > 0));
        return $"{progress.Phase}{(progress.Message.Length > 0 ? $" {progress.Message}" : "")}{(amounts.Length > 0 ? $" ({amounts})" : "")}";
    }

    // A table is counted by its rows; of everything else the counts are the things themselves.
    private static IEnumerable<string> Words(IGrouping<string, ContentCount> kind)
    {
        var total = kind.Sum(count => count.Count);
        if (kind.Key == "table")
        {
            yield return Number(kind.Count(), "table");
            yield return Number(total, "row");
        }
        else if (total > 0)
        {
            yield return kind.Key == "label" ? Number(kind.Count(), "label") : Number(total, kind.Key);
        }
    }

    private static string Both(int large, string largeUnit, int small, string smallUnit) => small == 0 ? $"{large} {largeUnit}" : $"{large} {largeUnit} {small} {smallUnit}";

    private static string Several(string thing) => thing switch
    {
        [.., 'x'] => thing + "es",
        [.. var start, 'r', 'y'] => start + "ries",
        _ => thing + "s",
    };
}
