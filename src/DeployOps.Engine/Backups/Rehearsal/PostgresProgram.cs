using System.Globalization;
using System.Text.RegularExpressions;
using DeployOps.Engine.DataStores;
using DeployOps.Engine.Processes;
using DeployOps.Engine.Stores.Postgres;

namespace DeployOps.Engine.Backups.Rehearsal;

/// <summary>The server programs of PostgreSQL on this machine: <c>initdb</c> and <c>pg_ctl</c>. They refuse to run as root, so root runs them as postgres.</summary>
internal sealed partial class PostgresProgram : IServerProgram
{
    private const string Role = "proof";
    private const string Account = "postgres";
    private static readonly TimeSpan Short = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan Long = TimeSpan.FromMinutes(3);
    private readonly IProcessRunner _processes;
    private readonly string _folder;
    private readonly string _version;

    private PostgresProgram(IProcessRunner processes, string folder, string version) => (_processes, _folder, _version) = (processes, folder, version);

    public string Description => $"PostgreSQL {_version} as a program of this machine";

    /// <summary>Finds the oldest programs that are not older than the dump's server.</summary>
    /// <param name="processes">Runs them.</param>
    /// <param name="major">The dump's server; 0 when it is not known.</param>
    /// <param name="reasons">Is given the reason when there are none.</param>
    /// <param name="cancellationToken">Stops it.</param>
    public static async Task<PostgresProgram?> FindAsync(IProcessRunner processes, int major, List<string> reasons, CancellationToken cancellationToken)
    {
        var found = new List<(string Folder, string Version, int Major)>();
        foreach (var folder in Folders().Distinct(StringComparer.Ordinal))
        {
            var answer = await processes.RunAsync(new ProcessRequest { FileName = Path.Combine(folder, Named("initdb")), Arguments = ["--version"], Timeout = Short }, cancellationToken).ConfigureAwait(false);
            if (answer.Succeeded && Version().Match(answer.StandardOutput.Reveal()) is { Success: true } match)
            {
                found.Add((folder, match.Value, int.Parse(match.Groups[1].ValueSpan, CultureInfo.InvariantCulture)));
            }
        }

        var usable = found.Where(programs => programs.Major >= major).OrderBy(programs => programs.Major).ToList();
        if (usable.Count > 0)
        {
            return new PostgresProgram(processes, usable[0].Folder, usable[0].Version);
        }

        reasons.Add(found.Count == 0
            ? "this machine has no server programs of PostgreSQL"
            : string.Create(CultureInfo.InvariantCulture, $"the dump is of PostgreSQL {major}, and this machine has only {string.Join(", ", found.Select(programs => programs.Version))}"));
        return null;
    }

    public async Task<(DataStore Store, RunningProcess? Process)> StartAsync(ProgramRun run, Func<string, Exception> fail, CancellationToken cancellationToken)
    {
        var data = Path.Combine(run.Folder, "data");
        var passwordFile = ProgramFolder.Write(run.Folder, "password", run.Password + "\n");
        if (NeedsAccount)
        {
            var given = await _processes.RunAsync(new ProcessRequest { FileName = "chown", Arguments = ["-R", Account, run.Folder], Timeout = Short }, cancellationToken).ConfigureAwait(false);
            if (!given.Succeeded)
            {
                throw fail($"PostgreSQL refuses to run as root, and this machine has no account {Account}");
            }
        }

        var made = await RunAsync(run, "initdb", ["-D", data, "-U", Role, "--pwfile", passwordFile, "-A", "scram-sha-256", "--no-sync", "--no-locale", "-E", "UTF8"], cancellationToken).ConfigureAwait(false);
        if (!made.Succeeded)
        {
            throw fail($"initdb ended with exit code {made.ExitCode}: {LastLine(made.StandardError.Reveal())}");
        }

        var port = FreePorts.Next();
        await File.AppendAllTextAsync(Path.Combine(data, "postgresql.conf"), Settings(run.Folder, port), cancellationToken).ConfigureAwait(false);
        var log = Path.Combine(run.Folder, "log");
        var started = await RunAsync(run, "pg_ctl", ["-D", data, "-w", "-t", "120", "-l", log, "start"], cancellationToken).ConfigureAwait(false);
        if (!started.Succeeded)
        {
            throw fail($"pg_ctl start ended with exit code {started.ExitCode}: {LastLine(File.Exists(log) ? await File.ReadAllTextAsync(log, cancellationToken).ConfigureAwait(false) : "")}");
        }

        var first = (await File.ReadAllLinesAsync(Path.Combine(data, "postmaster.pid"), cancellationToken).ConfigureAwait(false)).FirstOrDefault();
        var process = int.TryParse(first, NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? RunningProcess.Of(id, Account) : null;
        return (ThrowawayLogins.OfPostgres(new PostgresAddress("127.0.0.1", port, Role, run.Password, "postgres")), process);
    }

    public Task StopAsync(string folder, CancellationToken cancellationToken) =>
        RunAsync(new ProgramRun(folder, "", new Dictionary<string, string?>()), "pg_ctl", ["-D", Path.Combine(folder, "data"), "-w", "-m", "immediate", "stop"], cancellationToken);

    private static bool NeedsAccount => !OperatingSystem.IsWindows() && Environment.IsPrivilegedProcess;

    private static IEnumerable<string> Folders()
    {
        var named = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries);
        string[] roots = OperatingSystem.IsWindows()
            ? [Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.ProgramFiles), "PostgreSQL")]
            : ["/usr/lib/postgresql", "/usr/local/opt", "/opt/homebrew/opt", "/usr"];
        var versions = roots.Where(Directory.Exists).SelectMany(root => Directory.EnumerateDirectories(root, root == "/usr" ? "pgsql*" : "*")).Select(folder => Path.Combine(folder, "bin"));
        return versions.Concat(named).Where(folder => File.Exists(Path.Combine(folder, Named("initdb"))) && File.Exists(Path.Combine(folder, Named("pg_ctl"))));
    }

    private static string Named(string program) => OperatingSystem.IsWindows() ? program + ".exe" : program;

    // Nothing here has to outlive a power cut, and one transaction may restore thousands of tables.
    private static string Settings(string folder, int port) => string.Create(
        CultureInfo.InvariantCulture,
        $"""

        listen_addresses = '127.0.0.1'
        port = {port}
        unix_socket_directories = '{(OperatingSystem.IsWindows() ? "" : folder)}'
        fsync = off
        synchronous_commit = off
        full_page_writes = off
        wal_level = minimal
        max_wal_senders = 0
        max_wal_size = 4GB
        max_locks_per_transaction = 1024

        """);

    private static string LastLine(string text) => text.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).LastOrDefault() ?? "it wrote nothing";

    [GeneratedRegex(@"(\d+)(\.\d+)?")]
    private static partial Regex Version();

    private Task<ProcessResult> RunAsync(ProgramRun run, string program, string[] arguments, CancellationToken cancellationToken)
    {
        var path = Path.Combine(_folder, Named(program));
        return _processes.RunAsync(
            new ProcessRequest
            {
                FileName = NeedsAccount ? "setpriv" : path,
                Arguments = NeedsAccount ? [$"--reuid={Account}", $"--regid={Account}", "--clear-groups", path, .. arguments] : arguments,
                Title = program,
                WorkingDirectory = run.Folder,
                Environment = run.Environment,
                Timeout = Long,
            },
            cancellationToken);
    }
}
