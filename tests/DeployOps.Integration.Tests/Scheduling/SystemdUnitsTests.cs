using DeployOps.Engine.Processes;
using DeployOps.Engine.Scheduling;
using DeployOps.Engine.Scheduling.Systemd;
using DeployOps.Integration.Tests.Requirements;
using DeployOps.Integration.Tests.Support;
using Xunit;

namespace DeployOps.Integration.Tests.Scheduling;

/// <summary>systemd's own reader of unit files takes ours. That systemd runs them is not tried here: no systemd runs on the machines of the tests.</summary>
public sealed class SystemdUnitsTests
{
    [SystemdAnalyzeFact]
    public async Task The_units_are_read_without_a_complaint()
    {
        var folder = Directory.CreateTempSubdirectory("units-");
        try
        {
            var place = new SystemdPlace(folder.FullName, IsSystem: true);
            var work = Directory.CreateDirectory(Path.Combine(folder.FullName, "it's 100% $HOME"));
            foreach (var every in new TimeSpan?[] { null, TimeSpan.FromMinutes(20), TimeSpan.FromHours(6) })
            {
                var task = new TaskDefinition
                {
                    Name = "deployops-backup-test",
                    Description = "DeployOps: backup of 100% shop",
                    Command = ["/usr/bin/touch", "a \"quoted\" $HOME 100% \\ word"],
                    Folder = work.FullName,
                    Times = new TaskTimes(new TimeOnly(2, 5), every),
                };
                await Assert.ThrowsAnyAsync<DeployOps.Engine.DeployOpsException>(() => new SystemdScheduler(new ProcessRunner(), place).RegisterAsync(task, password: null, CancellationToken.None));
                Assert.Empty(folder.EnumerateFiles());

                var units = new SystemdScheduler(new ProcessRunner(), place).Describe(task).Split("\n# ");
                await File.WriteAllTextAsync(Path.Combine(folder.FullName, "deployops-backup-test.service"), units[0]);
                await File.WriteAllTextAsync(Path.Combine(folder.FullName, "deployops-backup-test.timer"), "# " + units[1]);
                var result = await Command.RunAsync(folder.FullName, "systemd-analyze", "verify", "--recursive-errors=no", "./deployops-backup-test.timer", "./deployops-backup-test.service");
                Assert.True(result.Succeeded, result.StandardError.Reveal());
                folder.EnumerateFiles().ToList().ForEach(file => file.Delete());
                Assert.DoesNotContain("deployops-backup-test", result.StandardError.Reveal(), StringComparison.Ordinal);
            }
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }
}
