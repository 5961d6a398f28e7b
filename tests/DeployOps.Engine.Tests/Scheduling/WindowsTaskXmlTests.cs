using System.Xml.Linq;
using DeployOps.Engine.Scheduling;
using DeployOps.Engine.Scheduling.Windows;
using Xunit;

namespace DeployOps.Engine.Tests.Scheduling;

public sealed class WindowsTaskXmlTests
{
    private static readonly XNamespace Schema = "http://schemas.microsoft.com/windows/2004/02/mit/task";

    [Fact]
    public void The_definition_says_what_was_asked_for()
    {
        var task = XElement.Parse(WindowsTaskXml.Write(Definitions.Awkward, withPassword: false));
        string Text(params string[] path) => path.Aggregate(task, (element, step) => element.Element(Schema + step)!).Value;
        Assert.Equal("S-1-5-18", Text("Principals", "Principal", "UserId"));
        Assert.Equal("true", Text("Settings", "StartWhenAvailable"));
        Assert.Equal("IgnoreNew", Text("Settings", "MultipleInstancesPolicy"));
        Assert.Equal("PT8H", Text("Settings", "ExecutionTimeLimit"));
        Assert.EndsWith("T02:05:00", Text("Triggers", "CalendarTrigger", "StartBoundary"), StringComparison.Ordinal);
        Assert.Equal("/usr/bin/deployops", Text("Actions", "Exec", "Command"));
        Assert.Equal(@"backup run --project ""/srv/it's $HOME 100% \""shop\""\\""", Text("Actions", "Exec", "Arguments"));
    }

    [Theory]
    [InlineData(true, "Password")]
    [InlineData(false, "S4U")]
    public void A_named_account_logs_on_with_its_password_or_without_one(bool withPassword, string logon)
    {
        var task = XElement.Parse(WindowsTaskXml.Write(Definitions.Awkward with { Account = @"SHOP\backup" }, withPassword));
        Assert.Equal(logon, task.Descendants(Schema + "LogonType").Single().Value);
    }

    // The schema's types are sequences: the service refuses elements in another order.
    [Fact]
    public void The_elements_stand_in_the_order_of_the_schema()
    {
        var task = XElement.Parse(WindowsTaskXml.Write(Definitions.Awkward with { Times = new TaskTimes(new TimeOnly(2, 0), TimeSpan.FromHours(6)) }, withPassword: false));
        Assert.Equal(["RegistrationInfo", "Triggers", "Principals", "Settings", "Actions"], task.Elements().Select(element => element.Name.LocalName));
        Assert.Equal(["Repetition", "StartBoundary", "Enabled", "ScheduleByDay"], task.Element(Schema + "Triggers")!.Elements().Single().Elements().Select(element => element.Name.LocalName));
    }

    [Theory]
    [InlineData(null)]
    [InlineData(30)]
    [InlineData(360)]
    public void What_was_written_is_read_back(int? minutes)
    {
        var times = new TaskTimes(new TimeOnly(2, 5), minutes is { } every ? TimeSpan.FromMinutes(every) : null);
        var read = WindowsTaskXml.Read("name", WindowsTaskXml.Write(Definitions.Awkward with { Times = times }, withPassword: false));
        Assert.Equal(times, read.Times);
        Assert.Equal(Definitions.Awkward.Folder, read.Folder);
        Assert.True(read.IsEnabled);
    }

    [Fact]
    public void A_trigger_that_somebody_changed_has_no_times()
    {
        var changed = WindowsTaskXml.Write(Definitions.Awkward, withPassword: false).Replace("CalendarTrigger", "LogonTrigger", StringComparison.Ordinal);
        Assert.Null(WindowsTaskXml.Read("name", changed).Times);
    }
}
