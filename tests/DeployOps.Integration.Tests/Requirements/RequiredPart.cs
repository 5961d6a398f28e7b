using System.Diagnostics;

namespace DeployOps.Integration.Tests.Requirements;

/// <summary>
/// A part of the machine that a test needs. Where it is missing the test is skipped and says so by name; on a build
/// server, where every part is expected, it fails instead, so that no test is lost in silence.
/// </summary>
public sealed class RequiredPart
{
    private static readonly TimeSpan LongestProbe = TimeSpan.FromSeconds(30);
    private readonly string _name;
    private readonly string _howToGetIt;
    private readonly Lazy<bool> _isPresent;

    /// <summary>Describes a part.</summary>
    /// <param name="name">What is shown when it is missing.</param>
    /// <param name="howToGetIt">What to do about it.</param>
    /// <param name="isPresent">Looks for it; asked once.</param>
    public RequiredPart(string name, string howToGetIt, Func<bool> isPresent)
    {
        _name = name;
        _howToGetIt = howToGetIt;
        _isPresent = new Lazy<bool>(isPresent);
    }

    /// <summary>Docker Compose v2 as a plugin of the docker command. No daemon is needed for <c>config</c>.</summary>
    public static RequiredPart Compose { get; } =
        new("docker compose (v2)", "install the docker command and its compose plugin", () => Answers("docker", "compose", "version"));

    /// <summary>A Docker Engine that answers, with BuildKit.</summary>
    public static RequiredPart DockerEngine { get; } =
        new("docker engine", "start a Docker Engine that this account may talk to", () => Answers("docker", "version") && Answers("docker", "buildx", "version"));

    /// <summary>Node.js 20 or later.</summary>
    public static RequiredPart Node { get; } =
        new("node", "install Node.js 20 or later", () => Answers("node", "--version"));

    /// <summary>The redis-server program.</summary>
    public static RequiredPart Redis { get; } =
        new("redis-server", "install redis-server", () => Answers("redis-server", "--version"));

    /// <summary>cron with the command <c>crontab</c>.</summary>
    public static RequiredPart Cron { get; } =
        new("cron", "install cron", () => File.Exists("/usr/sbin/cron") && File.Exists("/usr/bin/crontab") && Environment.IsPrivilegedProcess);

    /// <summary>The program that checks systemd's unit files; systemd itself need not run.</summary>
    public static RequiredPart SystemdAnalyze { get; } =
        new("systemd-analyze", "install systemd", () => Answers("systemd-analyze", "--version"));

    /// <summary>PowerShell 7.</summary>
    public static RequiredPart PowerShell { get; } =
        new("pwsh", "install PowerShell 7.6", () => Answers("pwsh", "-NoProfile", "-Command", "exit 0"));

    /// <summary>The server programs of PostgreSQL.</summary>
    public static RequiredPart Postgres { get; } =
        new("postgresql", "install the PostgreSQL server", () => Stores.Postgres.PostgresServer.Programs is not null);

    /// <summary>True on a build server: the variable CI is <c>true</c>.</summary>
    public static bool IsBuildServer =>
        string.Equals(Environment.GetEnvironmentVariable("CI"), "true", StringComparison.OrdinalIgnoreCase);

    /// <summary>True when the part is there.</summary>
    public bool IsPresent => _isPresent.Value;

    /// <summary>Why a test that needs this part is skipped; null when it is to run, be it to fail.</summary>
    public string? SkipReason => IsPresent || IsBuildServer ? null : Describe();

    /// <summary>Throws, naming the part, when it is missing. For the first line of a test or of a fixture.</summary>
    /// <exception cref="InvalidOperationException">The part is missing.</exception>
    public void Demand()
    {
        if (!IsPresent)
        {
            throw new InvalidOperationException(Describe());
        }
    }

    /// <summary>True when a command ends with exit code 0 within half a minute.</summary>
    /// <param name="command">The program.</param>
    /// <param name="arguments">Its arguments.</param>
    public static bool Answers(string command, params string[] arguments)
    {
        try
        {
            using var process = Process.Start(new ProcessStartInfo(command, arguments)
            {
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            })!;
            process.OutputDataReceived += static (_, _) => { };
            process.ErrorDataReceived += static (_, _) => { };
            process.BeginOutputReadLine();
            process.BeginErrorReadLine();
            if (process.WaitForExit(LongestProbe))
            {
                return process.ExitCode == 0;
            }

            process.Kill(entireProcessTree: true);
            return false;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            // There is no such program.
            return false;
        }
    }

    private string Describe() => $"missing part: {_name}; {_howToGetIt}";
}
