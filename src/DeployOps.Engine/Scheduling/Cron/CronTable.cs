using System.Globalization;
using System.Text;

namespace DeployOps.Engine.Scheduling.Cron;

/// <summary>
/// The crontab of an account, with DeployOps's tasks between marks of their own; every other line stays as it is. Source: crontab(5) of cron 3.0:
/// five fields, then the rest of the line goes to <c>/bin/sh</c>, with <c>%</c> ending it unless a backslash stands before.
/// </summary>
internal static class CronTable
{
    private const string Begin = "# DeployOps begin ";
    private const string End = "# DeployOps end ";
    private const string FolderMark = "# folder ";

    /// <summary>The lines of a task.</summary>
    public static string Write(TaskDefinition task)
    {
        // cron kills nothing that runs too long, and starts a second one beside the first; timeout(1) does the one, the backup's own lock the other.
        var command = string.Join(' ', task.Command.Select(Quote));
        var limit = string.Create(CultureInfo.InvariantCulture, $"timeout --kill-after=60 {task.TimeLimit.TotalSeconds:0}");
        return $"{Begin}{task.Name}\n# {task.Description}\n{FolderMark}{task.Folder}\n{Fields(task.Times)} cd {Escape(Quote(task.Folder))} && {limit} {Escape(command)} > /dev/null 2>&1\n{End}{task.Name}\n";
    }

    /// <summary>A table with a task; one of the same name is replaced.</summary>
    public static string With(string table, TaskDefinition task)
    {
        var rest = Without(table, task.Name);
        return $"{rest}{(rest.Length > 0 && !rest.EndsWith('\n') ? "\n" : "")}{Write(task)}";
    }

    /// <summary>A table without a task.</summary>
    public static string Without(string table, string name)
    {
        var kept = new StringBuilder();
        var isInside = false;
        foreach (var line in Lines(table))
        {
            isInside |= line.TrimEnd() == Begin + name;
            if (!isInside)
            {
                kept.Append(line);
            }

            isInside &= line.TrimEnd() != End + name;
        }

        // Without its end the block could be the rest of the table, which is not ours.
        return isInside ? table : kept.ToString();
    }

    /// <summary>A task of a table; <see langword="null"/> when it has none of the name.</summary>
    public static ScheduledTask? Find(string table, string name)
    {
        var block = Lines(table).Select(line => line.TrimEnd()).SkipWhile(line => line != Begin + name).Skip(1).TakeWhile(line => line != End + name).ToList();
        if (!Lines(table).Any(line => line.TrimEnd() == Begin + name))
        {
            return null;
        }

        var entry = block.Find(line => line.Length > 0 && line[0] != '#');
        return new ScheduledTask
        {
            Name = name,
            IsEnabled = entry is not null,
            Folder = block.Find(line => line.StartsWith(FolderMark, StringComparison.Ordinal))?[FolderMark.Length..],
            Times = entry is null ? null : TimesOf(entry.Split(' ', 6)),
            Command = entry?.Split(' ', 6) is [.., var command] ? command : "",
            Definition = string.Join('\n', block),
        };
    }

    private static string Fields(TaskTimes times) => times.Every switch
    {
        null => string.Create(CultureInfo.InvariantCulture, $"{times.At.Minute} {times.At.Hour} * * *"),
        { TotalHours: < 1 } every => $"{Numbers(times.At.Minute, (int)every.TotalMinutes, 60)} * * * *",
        { } every => string.Create(CultureInfo.InvariantCulture, $"{times.At.Minute} {Numbers(times.At.Hour, (int)every.TotalHours, 24)} * * *"),
    };

    private static string Numbers(int start, int step, int end) =>
        string.Join(',', Enumerable.Range(0, end / step).Select(index => (start + (index * step)) % end).Order().Select(number => number.ToString(CultureInfo.InvariantCulture)));

    private static TaskTimes? TimesOf(string[] fields)
    {
        if (fields is not [var minute, var hour, "*", "*", "*", _])
        {
            return null;
        }

        var (minutes, hours) = (minute.Split(','), hour == "*" ? ["*"] : hour.Split(','));
        if (!int.TryParse(minutes[0], NumberStyles.None, CultureInfo.InvariantCulture, out var first) || first > 59)
        {
            return null;
        }

        if (hours is ["*"])
        {
            return new TaskTimes(new TimeOnly(0, first), TimeSpan.FromMinutes(60d / minutes.Length));
        }

        return minutes.Length == 1 && int.TryParse(hours[0], NumberStyles.None, CultureInfo.InvariantCulture, out var of) && of < 24
            ? new TaskTimes(new TimeOnly(of, first), hours.Length == 1 ? null : TimeSpan.FromHours(24d / hours.Length))
            : null;
    }

    private static string Quote(string text) => text.Length > 0 && text.All(character => char.IsAsciiLetterOrDigit(character) || "/._-=:,+".Contains(character, StringComparison.Ordinal))
        ? text
        : $"'{text.Replace("'", @"'\''", StringComparison.Ordinal)}'";

    private static string Escape(string command) => command.Replace("%", @"\%", StringComparison.Ordinal);

    private static IEnumerable<string> Lines(string table)
    {
        for (var start = 0; start < table.Length;)
        {
            var end = table.IndexOf('\n', start);
            end = end < 0 ? table.Length : end + 1;
            yield return table[start..end];
            start = end;
        }
    }
}
