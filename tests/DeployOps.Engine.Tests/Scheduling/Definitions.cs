using DeployOps.Engine.Scheduling;

namespace DeployOps.Engine.Tests.Scheduling;

/// <summary>A task with everything in it that has to be quoted.</summary>
internal static class Definitions
{
    public static TaskDefinition Awkward { get; } = new()
    {
        Name = "deployops-backup-shop-1a2b3c4d",
        Description = "DeployOps: backup of 100% <shop> & co",
        Command = ["/usr/bin/deployops", "backup", "run", "--project", "/srv/it's $HOME 100% \"shop\"\\"],
        Folder = "/srv/it's $HOME 100% \"shop\"\\",
        Times = new TaskTimes(new TimeOnly(2, 5)),
    };
}
