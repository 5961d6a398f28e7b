using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using DeployOps.Engine.Processes;

namespace DeployOps.Engine.DataStores.Testing;

/// <summary>
/// The name of what a test writes, by which a later one recognises what a killed one left: when it was written, by which process of which
/// machine, and a random part. Such as <c>deployops_probe_1763708400_</c> and 32 hexadecimal digits; it fits PostgreSQL's 63 bytes.
/// </summary>
/// <param name="Written">When, in whole seconds of the machine that wrote it.</param>
/// <param name="Tail">Machine, process, the process' start and a random part, each of 8 hexadecimal digits.</param>
internal sealed partial record ProbeName(DateTimeOffset Written, string Tail)
{
    /// <summary>A regular expression for PostgreSQL that such names match.</summary>
    public const string Pattern = "^deployops_probe_[0-9]{9,11}_[0-9a-f]{32}$";

    /// <summary>Older ones belong to no test that still runs.</summary>
    public static readonly TimeSpan Oldest = TimeSpan.FromMinutes(10);

    /// <summary>A new name of this process.</summary>
    public static ProbeName New(TimeProvider time) => Of(RunningProcess.Current, time.GetUtcNow());

    /// <summary>A new name of a process.</summary>
    public static ProbeName Of(RunningProcess process, DateTimeOffset now) => new(
        DateTimeOffset.FromUnixTimeSeconds(now.ToUnixTimeSeconds()),
        string.Create(CultureInfo.InvariantCulture, $"{Short(Environment.MachineName)}{process.Id:x8}{Short(process.Start)}{RandomNumberGenerator.GetHexString(8, lowercase: true)}"));

    /// <summary>Reads a name with either separator; <see langword="null"/> for anything else.</summary>
    public static ProbeName? Read(string? text) =>
        text is not null && Form().Match(text) is { Success: true } match
            && long.TryParse(match.Groups[1].Value, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds) && seconds <= DateTimeOffset.MaxValue.ToUnixTimeSeconds()
            ? new ProbeName(DateTimeOffset.FromUnixTimeSeconds(seconds), match.Groups[2].Value)
            : null;

    /// <summary>Whether a test left it behind: it is too old for one that runs, or its process was of this machine and is gone.</summary>
    public bool IsLeft(DateTimeOffset now) => now - Written > Oldest || (Tail[..8] == Short(Environment.MachineName) && !IsProcessAlive());

    /// <summary>The name with a separator between its parts.</summary>
    public string With(char separator) => string.Create(CultureInfo.InvariantCulture, $"deployops{separator}probe{separator}{Written.ToUnixTimeSeconds()}{separator}{Tail}");

    private bool IsProcessAlive() =>
        RunningProcess.Of(int.Parse(Tail.AsSpan(8, 8), NumberStyles.HexNumber, CultureInfo.InvariantCulture)) is { } found && Short(found.Start) == Tail[16..24];

    // Hashed for its length: names of machines and times of the system are of any.
    private static string Short(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)).AsSpan(0, 4));

    [GeneratedRegex("^deployops[:_]probe[:_]([0-9]{9,11})[:_]([0-9a-f]{32})\\z", RegexOptions.CultureInvariant)]
    private static partial Regex Form();
}
