using DeployOps.Engine.Checks;
using DeployOps.Engine.Checks.Env;
using DeployOps.Engine.Files.Permissions;
using DeployOps.Engine.Preflight;
using DeployOps.Engine.Tests.Files;
using DeployOps.Engine.Tests.Repository;
using System.Diagnostics;
using System.Globalization;
using System.Text;
using Xunit;

namespace DeployOps.Engine.Tests.Checks.Env;

/// <summary>Files that nobody writes on purpose.</summary>
public sealed class EnvRobustnessTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    [Fact]
    public async Task An_empty_file_is_answered()
    {
        var findings = await TestAsync("");

        Assert.Equal(FindingStatus.Fail, Of(findings, "ENV020").Status);
        Assert.DoesNotContain(findings, IsDefect);
    }

    [Fact]
    public async Task Ten_megabytes_in_one_value_are_answered_in_time()
    {
        var clock = new ProcessorTime();
        var findings = await TestAsync($"ENVIRONMENT=production\nJWT_SECRET={new string('x', 5_000_000)}\nCORS_ORIGINS={string.Concat(Enumerable.Repeat("https://a,", 500_000))}\n");

        Assert.DoesNotContain(findings, IsDefect);
        Assert.Equal(FindingStatus.Fail, findings.First(finding => finding is { Id: "ENV033" or "ENV010", Status: FindingStatus.Fail }).Status);
        Assert.InRange(clock.Used, TimeSpan.Zero, TimeSpan.FromSeconds(30));
    }

    [Fact]
    public async Task A_hundred_thousand_keys_are_answered_in_time()
    {
        var text = new StringBuilder("ENVIRONMENT=production\n");
        for (var number = 0; number < 100_000; number++)
        {
            text.Append(CultureInfo.InvariantCulture, $"SERVICE_{number}_{(number % 3 == 0 ? "SECRET_KEY" : number % 3 == 1 ? "URL" : "NAME")}=");
            text.Append(CultureInfo.InvariantCulture, $"{(number % 3 == 1 ? "https://" : "")}v{number * 7919L:x}kQ{number:x8}zR{number * 104729L:x12}Tw.test\n");
        }

        _folder.Write(".env.sample", "ENVIRONMENT=\n");
        var clock = new ProcessorTime();
        var findings = await TestAsync(text.ToString());

        Assert.DoesNotContain(findings, IsDefect);
        Assert.InRange(findings.Count(finding => finding.Id == "ENV004"), 1, 101);
        Assert.InRange(clock.Used, TimeSpan.Zero, TimeSpan.FromSeconds(60));
    }

    [UnixFact]
    public async Task A_named_pipe_is_not_waited_for()
    {
        using var process = Process.Start("mkfifo", [_folder[".env"]]);
        await process.WaitForExitAsync();
        var project = TestEnvFile.ProjectOf(new TestEnvFileOptions { Paths = [_folder[".env"]] });

        var findings = await EnvProject.RunAsync(new CheckContext(project) { ProcessEnvironment = _ => null }, EnvChecks.All);

        Assert.Contains("pipe", Of(findings, "ENV001").Message, StringComparison.Ordinal);
        Assert.DoesNotContain(findings, IsDefect);
    }

    [Fact]
    public async Task A_file_that_vanishes_between_two_questions_blocks()
    {
        _folder.Write(".env", "A=b\n");
        var check = new FilePermissionsCheck(new RefusingPermissions(new ProtectedFileNotFoundException("x")));

        Assert.Equal(FindingStatus.Blocked, Assert.Single(await RunAsync(check)).Status);
    }

    [Fact]
    public async Task A_file_whose_permissions_are_refused_blocks()
    {
        _folder.Write(".env", "A=b\n");
        var check = new FilePermissionsCheck(new RefusingPermissions(new FileProtectionRefusedException("x")));

        Assert.Equal(FindingStatus.Blocked, Assert.Single(await RunAsync(check)).Status);
    }

    [UnixFact]
    public async Task An_unreadable_file_is_named()
    {
        if (OperatingSystem.IsWindows() || Environment.IsPrivilegedProcess)
        {
            // Root may read everything; the double above stands in.
            return;
        }

        File.SetUnixFileMode(_folder.Write(".env", "A=b\n"), UnixFileMode.None);

        Assert.Contains("may not be read", Of(await RunAsync(), "ENV001").Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_key_without_a_value_is_named()
    {
        _folder.Write(".env.sample", "KNOWN=\n");
        var findings = await TestAsync("KNOWN=1\nSMTP_HOST=\n");

        Assert.Equal("SMTP_HOST", Of(findings, "ENV004").Subject);
    }

    [Fact]
    public async Task Keys_that_may_be_pieces_of_a_broken_secret_are_not_shown()
    {
        _folder.Write(".env.sample", "KNOWN=\n");
        var findings = await TestAsync("KNOWN=1\nMIIEvQIBADANBgkq\nAQEFAASCBKcwggSj==\nOTHER=2\n");

        Assert.Equal(["OTHER", "(unusual key)", "(unusual key)"], findings.Where(finding => finding.Id == "ENV004").Select(finding => finding.Subject).OrderDescending(StringComparer.Ordinal));
        Assert.DoesNotContain(findings, finding => $"{finding.Subject}{finding.Message}{finding.Fix}".Contains("MIIE", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_reference_to_an_earlier_key_is_set()
    {
        var findings = await TestAsync("ENVIRONMENT=production\nBASE=/srv\nUPLOADS=${BASE}/uploads\nCACHE=${NONE:-/tmp}\n");

        Assert.Equal(FindingStatus.Pass, Of(findings, "ENV012").Status);
    }

    public void Dispose() => _folder.Dispose();

    private static bool IsDefect(Finding finding) => finding.Message.Contains("the check itself failed", StringComparison.Ordinal) || finding.Message.Contains("gave no answer", StringComparison.Ordinal);

    private static Finding Of(IEnumerable<Finding> findings, string id) => findings.Single(finding => finding.Id == id);

    private Task<List<Finding>> TestAsync(string text)
    {
        _folder.Write(".env", text);
        return RunAsync();
    }

    private async Task<List<Finding>> RunAsync()
    {
        var report = await EnvFileGate.Create(new TestEnvFileOptions { Paths = [_folder[".env"]], ProcessEnvironment = _ => null }, new PreflightOptions()).RunAsync(CancellationToken.None);
        return [.. report.Findings];
    }

    private Task<List<Finding>> RunAsync(ICheck check) =>
        EnvProject.RunAsync(new CheckContext(TestEnvFile.ProjectOf(new TestEnvFileOptions { Paths = [_folder[".env"]] })) { ProcessEnvironment = _ => null }, [check]);

    private sealed class RefusingPermissions(DeployOpsException failure) : IFilePermissions
    {
        public FilePermissionState Read(string path) => throw failure;

        public void RestrictToOwner(string path) => throw failure;
    }
}
