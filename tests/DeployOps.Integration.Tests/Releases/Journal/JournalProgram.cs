using System.Globalization;
using DeployOps.Engine.Processes;
using DeployOps.Engine.Project;
using DeployOps.Engine.Releases;
using DeployOps.Engine.Releases.Journal;
using DeployOps.Engine.Releases.Log;

namespace DeployOps.Integration.Tests.Releases.Journal;

/// <summary>Another process at a journal or a lock.</summary>
internal static class JournalProgram
{
    public static Task<int> RunAsync(string[] arguments) => arguments switch
    {
        ["journal", var root] => WriteAsync(Project(root)),
        ["lock", var root, .. var command] => HoldAsync(Project(root), command),
        ["race", var root, var times] => RaceAsync(root, int.Parse(times, CultureInfo.InvariantCulture)),
        _ => Task.FromResult(2),
    };

    public static DeployProject Project(string root) => new() { Root = root, Name = "shop" };

    public static OperationStarted Started(string tag) => new() { Kind = ReleaseKind.Release, Tag = tag, StackName = "shop", ProcessId = Environment.ProcessId };

    /// <summary>Writes one operation after the other until it is killed, and says of each record that it is on the disk.</summary>
    private static async Task<int> WriteAsync(DeployProject project)
    {
        var journal = new ReleaseJournal(project);
        while (true)
        {
            var number = await journal.BeginAsync(Started("t"), CancellationToken.None);
            Console.WriteLine($"{number} begun");
            for (var step = 0; step < 3; step++)
            {
                await journal.AppendAsync(new StepStarted(ReleaseStep.Up) { Operation = number }, CancellationToken.None);
                await journal.AppendAsync(
                    new StepFinished(ReleaseStep.Up, StepOutcome.Succeeded, TimeSpan.Zero, new string('x', Random.Shared.Next(20_000))) { Operation = number }, CancellationToken.None);
                Console.WriteLine($"{number} step");
            }

            await journal.AppendAsync(new OperationFinished { Operation = number, Result = ReleaseResult.Succeeded }, CancellationToken.None);
            Console.WriteLine($"{number} ended");
        }
    }

    /// <summary>Holds the lock while a command runs.</summary>
    private static async Task<int> HoldAsync(DeployProject project, string[] command)
    {
        using var held = await ReleaseLock.AcquireAsync(project, "deploy 2026.11.21", force: false, CancellationToken.None);
        await held.Watch(new ProcessRunner()).RunAsync(
            new ProcessRequest
            {
                FileName = command[0],
                Arguments = command[1..],
                Title = "docker compose up",
                OnStarted = process => Console.WriteLine(process.Id),
                Timeout = TimeSpan.FromMinutes(5),
            },
            CancellationToken.None);
        return 0;
    }

    /// <summary>Takes the lock so many times, and says when somebody else has it at the same time.</summary>
    private static async Task<int> RaceAsync(string root, int times)
    {
        var alone = Path.Combine(root, "alone");
        for (var taken = 0; taken < times;)
        {
            try
            {
                using var held = await ReleaseLock.AcquireAsync(Project(root), "race", force: taken % 2 == 1, CancellationToken.None);
                await using (new FileStream(alone, FileMode.CreateNew, FileAccess.Write, FileShare.None))
                {
                    await Task.Delay(Random.Shared.Next(0, 3));
                }

                File.Delete(alone);
                taken++;
            }
            catch (DeploymentInProgressException refused)
            {
                if (refused.Holder is { IsAlive: false })
                {
                    Console.WriteLine("refused for a dead holder");
                }

                await Task.Delay(Random.Shared.Next(0, 5));
            }
            catch (IOException)
            {
                Console.WriteLine("two holders");
                return 1;
            }
        }

        return 0;
    }
}
