using System.Globalization;
using System.Xml;
using System.Xml.Linq;

namespace DeployOps.Engine.Scheduling.Windows;

/// <summary>
/// The XML definition of a task. Source: Microsoft, "Task Scheduler Schema" (namespace 2004/02/mit/task, version 1.2), whose elements are a
/// sequence: their order matters.
/// </summary>
internal static class WindowsTaskXml
{
    /// <summary>The security identifier of SYSTEM, which is called otherwise in other languages.</summary>
    public const string SystemAccount = "S-1-5-18";

    private static readonly XNamespace Schema = "http://schemas.microsoft.com/windows/2004/02/mit/task";

    /// <summary>Writes a definition.</summary>
    /// <param name="task">The task.</param>
    /// <param name="withPassword">Whether the account's password is kept by the scheduler; without it a named account runs by S4U, which has no way to network shares.</param>
    public static string Write(TaskDefinition task, bool withPassword)
    {
        var isSystem = task.Account is null;
        var document = new XElement(
            Schema + "Task",
            new XAttribute("version", "1.2"),
            new XElement(
                Schema + "RegistrationInfo",
                new XElement(Schema + "Author", "DeployOps"),
                new XElement(Schema + "Description", task.Description),
                new XElement(Schema + "URI", $@"\DeployOps\{task.Name}")),
            new XElement(Schema + "Triggers", Trigger(task.Times)),
            new XElement(
                Schema + "Principals",
                new XElement(
                    Schema + "Principal",
                    new XAttribute("id", "Author"),
                    new XElement(Schema + "UserId", task.Account ?? SystemAccount),
                    isSystem ? null : new XElement(Schema + "LogonType", withPassword ? "Password" : "S4U"),
                    new XElement(Schema + "RunLevel", isSystem ? "HighestAvailable" : "LeastPrivilege"))),
            new XElement(
                Schema + "Settings",
                new XElement(Schema + "MultipleInstancesPolicy", "IgnoreNew"),
                new XElement(Schema + "DisallowStartIfOnBatteries", "false"),
                new XElement(Schema + "StopIfGoingOnBatteries", "false"),
                new XElement(Schema + "AllowHardTerminate", "true"),
                new XElement(Schema + "StartWhenAvailable", "true"),
                new XElement(Schema + "RunOnlyIfNetworkAvailable", "false"),
                new XElement(Schema + "AllowStartOnDemand", "true"),
                new XElement(Schema + "Enabled", "true"),
                new XElement(Schema + "Hidden", "false"),
                new XElement(Schema + "RunOnlyIfIdle", "false"),
                new XElement(Schema + "WakeToRun", "false"),
                new XElement(Schema + "ExecutionTimeLimit", XmlConvert.ToString(task.TimeLimit)),
                new XElement(Schema + "Priority", "7")),
            new XElement(
                Schema + "Actions",
                new XAttribute("Context", "Author"),
                new XElement(
                    Schema + "Exec",
                    new XElement(Schema + "Command", task.Command[0]),
                    new XElement(Schema + "Arguments", WindowsCommandLine.Join(task.Command.Skip(1))),
                    new XElement(Schema + "WorkingDirectory", task.Folder))));
        return document.ToString();
    }

    /// <summary>Reads a definition; what was changed to something that DeployOps does not write has no times.</summary>
    public static ScheduledTask Read(string name, string xml)
    {
        var task = XElement.Parse(xml);
        string Text(params string[] path) => path.Aggregate<string, XElement?>(task, (element, step) => element?.Element(Schema + step))?.Value ?? "";
        return new ScheduledTask
        {
            Name = name,
            IsEnabled = Text("Settings", "Enabled") is "" or "true",
            Folder = Text("Actions", "Exec", "WorkingDirectory"),
            Times = TimesOf(task.Element(Schema + "Triggers")),
            Account = Text("Principals", "Principal", "UserId"),
            Command = $"{Text("Actions", "Exec", "Command")} {Text("Actions", "Exec", "Arguments")}".Trim(),
            Definition = xml,
        };
    }

    private static XElement Trigger(TaskTimes times) => new(
        Schema + "CalendarTrigger",
        times.Every is not { } every
            ? null
            : new XElement(
                Schema + "Repetition",
                new XElement(Schema + "Interval", XmlConvert.ToString(every)),
                new XElement(Schema + "Duration", "P1D"),
                new XElement(Schema + "StopAtDurationEnd", "false")),
        // Any day that is past: the time alone matters, without a zone it is the machine's.
        new XElement(Schema + "StartBoundary", string.Create(CultureInfo.InvariantCulture, $"2026-01-01T{times.At:HH\\:mm}:00")),
        new XElement(Schema + "Enabled", "true"),
        new XElement(Schema + "ScheduleByDay", new XElement(Schema + "DaysInterval", "1")));

    private static TaskTimes? TimesOf(XElement? triggers)
    {
        if (triggers?.Elements().ToList() is not [var trigger] || trigger.Name != Schema + "CalendarTrigger" || trigger.Element(Schema + "ScheduleByDay") is null
            || !DateTime.TryParse(trigger.Element(Schema + "StartBoundary")?.Value, CultureInfo.InvariantCulture, DateTimeStyles.None, out var start))
        {
            return null;
        }

        var interval = trigger.Element(Schema + "Repetition")?.Element(Schema + "Interval")?.Value;
        return new TaskTimes(TimeOnly.FromDateTime(start), interval is null ? null : XmlConvert.ToTimeSpan(interval));
    }
}
