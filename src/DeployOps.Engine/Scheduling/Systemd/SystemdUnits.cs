using System.Globalization;
using System.Text.RegularExpressions;

namespace DeployOps.Engine.Scheduling.Systemd;

/// <summary>
/// The two unit files of a task. Source: systemd.service(5), systemd.timer(5), systemd.time(7), and systemd.unit(5) for what is written with
/// <c>%%</c> and <c>$$</c>.
/// </summary>
internal static partial class SystemdUnits
{
    /// <summary>The service: it runs once, and systemd never starts it beside itself.</summary>
    public static string Service(TaskDefinition task, bool isSystem) =>
        $"""
        [Unit]
        Description={Text(task.Description)}
        Wants=network-online.target
        After=network-online.target docker.service

        [Service]
        Type=oneshot
        {(isSystem && task.Account is not null ? $"User={Text(task.Account)}\n" : "")}WorkingDirectory={Text(task.Folder)}
        ExecStart={string.Join(' ', task.Command.Select(Argument))}
        TimeoutStartSec={task.TimeLimit.TotalSeconds.ToString("0", CultureInfo.InvariantCulture)}
        Nice=10
        IOSchedulingClass=idle

        """;

    /// <summary>The timer: a run that was missed is made up for when the machine is up again.</summary>
    public static string Timer(TaskDefinition task) =>
        $"""
        [Unit]
        Description={Text(task.Description)}

        [Timer]
        OnCalendar={Calendar(task.Times)}
        Persistent=true
        AccuracySec=1s

        [Install]
        WantedBy=timers.target

        """;

    /// <summary>The times that a timer's text says; <see langword="null"/> when it was changed to others.</summary>
    public static TaskTimes? TimesOf(string timer)
    {
        var match = CalendarPattern().Match(timer);
        if (!match.Success)
        {
            return null;
        }

        var minutes = match.Groups["minutes"].Value.Split(',').Select(Number).ToList();
        if (match.Groups["hours"].Value == "*")
        {
            return new TaskTimes(new TimeOnly(0, minutes[0]), TimeSpan.FromMinutes(60d / minutes.Count));
        }

        var hours = match.Groups["hours"].Value.Split(',').Select(Number).ToList();
        return new TaskTimes(new TimeOnly(hours[0], minutes[0]), hours.Count == 1 ? null : TimeSpan.FromHours(24d / hours.Count));
    }

    private static string Calendar(TaskTimes times) => times.Every switch
    {
        null => string.Create(CultureInfo.InvariantCulture, $"*-*-* {times.At:HH\\:mm}:00"),
        { TotalHours: < 1 } every => $"*-*-* *:{Numbers(times.At.Minute, (int)every.TotalMinutes, 60)}:00",
        { } every => string.Create(CultureInfo.InvariantCulture, $"*-*-* {Numbers(times.At.Hour, (int)every.TotalHours, 24)}:{times.At:mm}:00"),
    };

    private static string Numbers(int start, int step, int end) =>
        string.Join(',', Enumerable.Range(0, end / step).Select(index => (start + (index * step)) % end).Order().Select(number => number.ToString("00", CultureInfo.InvariantCulture)));

    private static int Number(string text) => int.Parse(text, CultureInfo.InvariantCulture);

    private static string Text(string text) => text.Replace("%", "%%", StringComparison.Ordinal);

    private static string Argument(string text) =>
        $"\"{Text(text).Replace(@"\", @"\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal).Replace("$", "$$", StringComparison.Ordinal)}\"";

    [GeneratedRegex(@"^OnCalendar=\*-\*-\* (?<hours>\*|\d\d(,\d\d)*):(?<minutes>\d\d(,\d\d)*):00\s*$", RegexOptions.Multiline)]
    private static partial Regex CalendarPattern();
}
