using System.Globalization;
using System.Text.RegularExpressions;
using DeployOps.Engine.DataStores;
using DeployOps.Engine.Processes;
using DeployOps.Engine.Stores.Redis;

namespace DeployOps.Engine.Backups.Rehearsal;

/// <summary><c>redis-server</c> or <c>valkey-server</c> of this machine. Its password is in a file that its owner alone may read.</summary>
internal sealed partial class RedisProgram : IServerProgram
{
    private static readonly string[] Programs = ["redis-server", "valkey-server", "keydb-server"];
    private static readonly TimeSpan Short = TimeSpan.FromSeconds(20);
    private readonly IProcessRunner _processes;
    private readonly string _program;
    private readonly string _version;

    private RedisProgram(IProcessRunner processes, string program, string version) => (_processes, _program, _version) = (processes, program, version);

    public string Description => $"{_program} {_version} as a program of this machine";

    /// <summary>Finds one.</summary>
    public static async Task<RedisProgram?> FindAsync(IProcessRunner processes, List<string> reasons, CancellationToken cancellationToken)
    {
        // Without daemons there is none that outlives its start: the builds for Windows are no servers for a rehearsal.
        foreach (var program in OperatingSystem.IsWindows() ? [] : Programs)
        {
            try
            {
                var answer = await processes.RunAsync(new ProcessRequest { FileName = program, Arguments = ["--version"], Timeout = Short }, cancellationToken).ConfigureAwait(false);
                if (answer.Succeeded && Version().Match(answer.StandardOutput.Reveal()) is { Success: true } match)
                {
                    return new RedisProgram(processes, program, match.Groups[1].Value);
                }
            }
            catch (ProgramNotFoundException)
            {
                // Then the next one.
            }
        }

        reasons.Add("this machine has no redis-server or valkey-server");
        return null;
    }

    public async Task<(DataStore Store, RunningProcess? Process)> StartAsync(ProgramRun run, Func<string, Exception> fail, CancellationToken cancellationToken)
    {
        var port = FreePorts.Next();
        var number = Path.Combine(run.Folder, "redis.pid");
        var settings = ProgramFolder.Write(run.Folder, "redis.conf", string.Create(
            CultureInfo.InvariantCulture,
            $"bind 127.0.0.1\nport {port}\nrequirepass {run.Password}\nsave \"\"\nappendonly no\nrepl-diskless-sync-delay 0\ndatabases 1024\ndaemonize yes\ndir {run.Folder}\npidfile {number}\nlogfile {Path.Combine(run.Folder, "log")}\n"));
        var started = await _processes.RunAsync(
            new ProcessRequest { FileName = _program, Arguments = [settings], WorkingDirectory = run.Folder, Environment = run.Environment, Timeout = Short },
            cancellationToken).ConfigureAwait(false);
        return started.Succeeded
            ? (ThrowawayLogins.OfRedis(new RedisAddress("127.0.0.1", port, password: run.Password)), await ProcessOfAsync(number, cancellationToken).ConfigureAwait(false))
            : throw fail($"{_program} ended with exit code {started.ExitCode}");
    }

    // It holds nothing that it would have to write down: what ends it by its mark is enough.
    public Task StopAsync(string folder, CancellationToken cancellationToken) => Task.CompletedTask;

    private async Task<RunningProcess?> ProcessOfAsync(string file, CancellationToken cancellationToken)
    {
        // The file is written a moment after the start has come back.
        for (var attempt = 0; attempt < 50; attempt++)
        {
            if (File.Exists(file) && int.TryParse((await File.ReadAllTextAsync(file, cancellationToken).ConfigureAwait(false)).Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out var id))
            {
                return RunningProcess.Of(id, _program);
            }

            await Task.Delay(TimeSpan.FromMilliseconds(20), cancellationToken).ConfigureAwait(false);
        }

        return null;
    }

    [GeneratedRegex(@"v=(\d+(\.\d+)*)")]
    private static partial Regex Version();
}

/// <summary>Ports of this machine's loopback.</summary>
internal static class FreePorts
{
    /// <summary>One that nothing listens on at this moment.</summary>
    public static int Next()
    {
        using var listener = new System.Net.Sockets.TcpListener(System.Net.IPAddress.Loopback, 0);
        listener.Start();
        return ((System.Net.IPEndPoint)listener.LocalEndpoint).Port;
    }
}
