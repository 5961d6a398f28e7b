using System.Text;
using DeployOps.Engine.Tests.Redaction;
using DeployOps.Integration.Tests.Support;
using Xunit;

namespace DeployOps.Integration.Tests.Secrecy;

/// <summary>10,000 random secrets through every output path of the console face: both streams, and every file it writes.</summary>
public sealed class OutputPathTests
{
    private const int Projects = 10;
    private const int SecretsOfProject = 1_000;

    public static TheoryData<int> Numbers() => new(Enumerable.Range(0, Projects));

    [Theory]
    [MemberData(nameof(Numbers))]
    public async Task No_output_path_lets_a_secret_out_in_any_form(int number)
    {
        var random = new RandomSecrets(seed: 1_000 + number);
        var secrets = Enumerable.Range(0, int.MaxValue).Select(_ => random.Text(12, 48).Replace("\0", "", StringComparison.Ordinal).Trim()).Where(IsUsable).Take(SecretsOfProject).ToList();
        using var project = new LeakyProject(secrets, number);
        await project.CommitAsync();
        var finder = new LeakFinder(secrets);
        var careless = Encoding.UTF8.GetString(finder.EverythingWritten());
        Assert.NotEmpty(finder.In(Encoding.UTF8.GetBytes(careless)));

        // Side by side, because most of the time is spent waiting for docker; those of a release one after the other, because of its lock.
        async Task RunAsync(IEnumerable<string[]> paths)
        {
            foreach (var arguments in paths)
            {
                var result = await ConsoleFace.RunAsync(project.Root, careless, arguments);
                AssertNoLeak(finder, arguments, result.StandardOutput.Reveal(), result.StandardError.Reveal());
            }
        }

        await Task.WhenAll(RunAsync(OutputPaths(project.Root)), RunAsync(ReleasePaths));

        var error = string.Join(' ', secrets.Take(40));
        var log = await ConsoleFace.RunAsync(
            project.Root,
            "log", "write", "--tag", "2026.11.20", "--result", "Failed", "--what", error, "--step", "Up", "--first-error", error,
            "--log-location", error, "--action-taken", "none", "--next-action", error, "--owner", "kim", "--note", error);
        Assert.True(log.Succeeded, "the record could not be written");
        AssertNoLeak(finder, ["log", "write"], log.StandardOutput.Reveal(), log.StandardError.Reveal());
        foreach (var file in (string[])["report.sarif", "report.xml", "release.log", .. RecordsOfReleases(project.Root)])
        {
            AssertNoLeak(finder, [file], await File.ReadAllTextAsync(Path.Combine(project.Root, file)), "");
        }
    }

    [Fact]
    public async Task The_search_finds_what_a_redactor_without_the_secrets_lets_through()
    {
        var secrets = Enumerable.Range(0, 50).Select(number => $"Zq{number:000}-xK7vRt%9&<한글>").ToList();
        using var project = new LeakyProject(secrets, 0);
        await File.WriteAllTextAsync(Path.Combine(project.Root, ".env.other"), "OTHER_PASSWORD=another-value-altogether\n");
        var finder = new LeakFinder(secrets);

        var result = await ConsoleFace.RunAsync(project.Root, Encoding.UTF8.GetString(finder.EverythingWritten()), ["redact", "--env-file", ".env.other"]);

        Assert.Contains("verbatim", finder.In(Encoding.UTF8.GetBytes(result.StandardOutput.Reveal())));
    }

    private static IReadOnlyList<string[]> ReleasePaths { get; } =
    [
        ["deploy", "--tag", "2026.11.20", "--what-if"],
        ["deploy", "--tag", "2026.11.20", "--skip-preflight", "--reason", "a test", "--verbose"],
        ["rollback", "--to-tag", "2026.11.13", "--format", "json"],
        ["rehearse", "--tag", "2026.11.20", "--what-if"],
        ["health", "--format", "json"],
        ["smoke", "--format", "ndjson"],
        ["diagnose"],
        ["history"],
        ["backup", "run"],
        ["backup", "restore", "--what-if"],
    ];

    private static IEnumerable<string[]> OutputPaths(string root) =>
    [
        ["redact"],
        ["preflight", "--all", "--sarif", Path.Combine(root, "report.sarif"), "--junit", Path.Combine(root, "report.xml")],
        ["preflight", "--format", "json"],
        ["preflight", "--format", "ndjson", "--env-file", ".env.broken"],
        ["env", "test", "--all"],
        ["env", "test", ".env.broken", "--format", "json"],
        ["env", "new", "--merge", "--what-if"],
        ["compose", "config"],
        ["compose", "config", "--format", "json", "--without-docker"],
        ["log", "show"],
        ["backup", "run", "--what-if"],
        ["backup", "list", "--format", "json"],
        ["backup", "health"],
        ["backup", "task", "register", "--scheduler", "cron", "--what-if", "--format", "json"],
        ["stores", "--timeout", "5", "--format", "ndjson"],
    ];

    // A stored plan is the compose file as docker needs it, with its values, readable by its owner alone; no other record holds one.
    private static IEnumerable<string> RecordsOfReleases(string root)
    {
        var folder = new DirectoryInfo(Path.Combine(root, ".deployops"));
        return folder.Exists ? folder.EnumerateFiles("*", SearchOption.AllDirectories).Where(file => file.Name != "compose.json" && file.Name != "lock").Select(file => file.FullName) : [];
    }

    // A value without enough letters could stand in a text by chance, and one that starts with a reference is no secret.
    private static bool IsUsable(string value) =>
        value.Length >= 12 && value.Distinct().Count() >= 8 && !value.Contains("${", StringComparison.Ordinal) && !value.Contains('\r', StringComparison.Ordinal);

    private static void AssertNoLeak(LeakFinder finder, string[] path, params string[] texts)
    {
        foreach (var text in texts)
        {
            var leaks = finder.In(Encoding.UTF8.GetBytes(text));
            Assert.True(leaks.Count == 0, $"{string.Join(' ', path)} let out {leaks.Count}: {string.Join(", ", leaks.Distinct())}");
        }
    }
}
