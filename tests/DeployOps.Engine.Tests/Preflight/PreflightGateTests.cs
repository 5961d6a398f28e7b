using DeployOps.Engine.Checks;
using DeployOps.Engine.Preflight;
using DeployOps.Engine.Processes;
using DeployOps.Engine.Project;
using DeployOps.Engine.Project.Sections;
using Xunit;

namespace DeployOps.Engine.Tests.Preflight;

public sealed class PreflightGateTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("gate-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task A_check_that_finds_nothing_passes()
    {
        var report = await RunAsync([StubCheck.Passing("ENV001")]);

        Assert.Equal(Verdict.Passed, report.Verdict);
        Assert.Equal(FindingStatus.Pass, Assert.Single(report.Findings).Status);
        Assert.Equal(ExitCodes.Passed, report.ExitCode);
    }

    [Theory]
    [InlineData(FindingStatus.Fail, Severity.P0, Verdict.Failed)]
    [InlineData(FindingStatus.Fail, Severity.P1, Verdict.Passed)]
    [InlineData(FindingStatus.Fail, Severity.P2, Verdict.Passed)]
    [InlineData(FindingStatus.Warn, Severity.P0, Verdict.Passed)]
    [InlineData(FindingStatus.Blocked, Severity.P0, Verdict.Failed)]
    [InlineData(FindingStatus.Blocked, Severity.P1, Verdict.Incomplete)]
    [InlineData(FindingStatus.Skipped, Severity.P0, Verdict.Incomplete)]
    [InlineData(FindingStatus.Skipped, Severity.P1, Verdict.Incomplete)]
    [InlineData(FindingStatus.Skipped, Severity.P2, Verdict.Passed)]
    [InlineData(FindingStatus.NotApplicable, Severity.P0, Verdict.Passed)]
    public async Task The_verdict_follows_from_status_and_severity(FindingStatus status, Severity severity, Verdict verdict)
    {
        var report = await RunAsync([StubCheck.Answering("ENV001", status, severity)]);
        Assert.Equal(verdict, report.Verdict);
    }

    [Fact]
    public async Task Allowing_skipped_checks_lets_the_gate_pass_and_still_shows_them()
    {
        var checks = new[] { StubCheck.Answering("ENV001", FindingStatus.Skipped) };

        var report = await RunAsync(checks, new PreflightOptions { Policy = new GatePolicy { AllowSkipped = true } });

        Assert.Equal(Verdict.Passed, report.Verdict);
        Assert.Contains("1 skipped", report.Summary, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_gate_that_asked_nothing_is_not_green()
    {
        var project = Project() with { Checks = new CheckSettings { Disabled = new Dictionary<string, string> { ["ENV001"] = "off" } } };
        var options = new PreflightOptions { Skip = ["ENV002"], Policy = new GatePolicy { AllowSkipped = true } };

        var report = await new PreflightGate(project, options) { Checks = [StubCheck.Passing("ENV001"), StubCheck.Passing("ENV002")] }.RunAsync(CancellationToken.None);

        Assert.Equal(Verdict.Incomplete, report.Verdict);
    }

    [Theory]
    [InlineData("")]
    [InlineData("E")]
    [InlineData("ENV")]
    public async Task Nothing_but_a_whole_identifier_switches_a_check_off(string id)
    {
        var disabled = Project() with { Checks = new CheckSettings { Disabled = new Dictionary<string, string> { [id] = "off" } } };
        var weighed = Project() with { Checks = new CheckSettings { Severities = new Dictionary<string, Severity> { [id] = Severity.P2 } } };

        foreach (var project in new[] { disabled, weighed })
        {
            await Assert.ThrowsAsync<UnknownCheckException>(
                () => new PreflightGate(project, new PreflightOptions()) { Checks = [StubCheck.Passing("ENV001")] }.RunAsync(CancellationToken.None));
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData(" ")]
    public async Task A_blank_is_no_identifier(string id) =>
        await Assert.ThrowsAsync<UnknownCheckException>(() => RunAsync([StubCheck.Passing("ENV001")], new PreflightOptions { Skip = [id] }));

    [Fact]
    public async Task Identifiers_may_stand_in_one_word_with_commas()
    {
        ICheck[] checks = [StubCheck.Passing("ENV001"), StubCheck.Passing("ENV002"), StubCheck.Passing("REL001"), StubCheck.Passing("HST001")];

        var report = await RunAsync(checks, new PreflightOptions { Only = ["ENV, REL"], Skip = ["ENV002,HST"] });

        Assert.Equal([("ENV001", FindingStatus.Pass), ("ENV002", FindingStatus.Skipped), ("REL001", FindingStatus.Pass)], report.Findings.Select(finding => (finding.Id, finding.Status)));
    }

    [Fact]
    public async Task A_stricter_gate_fails_on_P1()
    {
        var report = await RunAsync(
            [StubCheck.Answering("ENV001", FindingStatus.Fail, Severity.P1)], new PreflightOptions { Policy = new GatePolicy { FailOn = Severity.P1 } });
        Assert.Equal(Verdict.Failed, report.Verdict);
    }

    [Fact]
    public async Task A_check_that_hangs_is_blocked_after_its_time_and_the_others_answer()
    {
        // Enough for the other one on any machine.
        var report = await RunAsync(
            [StubCheck.Hanging("ENV001"), StubCheck.Passing("ENV002")], new PreflightOptions { Timeout = TimeSpan.FromSeconds(3) });

        Assert.Equal([FindingStatus.Blocked, FindingStatus.Pass], report.Findings.Select(finding => finding.Status));
        Assert.Equal(Verdict.Failed, report.Verdict);
    }

    [Fact]
    public async Task A_check_that_crashes_is_blocked_by_its_kind_and_its_message_is_not_shown()
    {
        var report = await RunAsync([StubCheck.Throwing("ENV001", new InvalidOperationException("hunter2-secret"))]);

        var finding = Assert.Single(report.Findings);
        Assert.Equal(FindingStatus.Blocked, finding.Status);
        Assert.DoesNotContain("hunter2", finding.Message + finding.Fix, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_missing_program_is_skipped_aloud()
    {
        var report = await RunAsync([StubCheck.Throwing("ENV001", new ProgramNotFoundException("docker"))]);

        Assert.Equal(FindingStatus.Skipped, Assert.Single(report.Findings).Status);
        Assert.Equal(Verdict.Incomplete, report.Verdict);
        Assert.Equal(ExitCodes.Environment, report.ExitCode);
    }

    [Fact]
    public async Task A_cancelled_gate_ends_with_a_cancellation_and_no_verdict()
    {
        using var cancelled = new CancellationTokenSource(TimeSpan.FromMilliseconds(50));
        var gate = new PreflightGate(Project(), new PreflightOptions()) { Checks = [StubCheck.Hanging("ENV001")] };
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => gate.RunAsync(cancelled.Token));
    }

    [Fact]
    public async Task Families_come_whole_and_in_order_whichever_check_ends_first()
    {
        var families = new List<CheckFamily>();
        var slow = new StubCheck("ENV001", (_, _) => Slow(), CheckFamily.Env);
        await RunAsync(
            [StubCheck.Passing("HST001", CheckFamily.Host), StubCheck.Passing("COM001", CheckFamily.Compose), slow],
            new PreflightOptions { OnFamily = (family, _) => families.Add(family) });
        Assert.Equal([CheckFamily.Env, CheckFamily.Compose, CheckFamily.Host], families);

        static async IAsyncEnumerable<Finding> Slow()
        {
            await Task.Delay(60);
            yield break;
        }
    }

    [Fact]
    public async Task The_project_switches_a_check_off_with_a_reason_and_weighs_another_differently()
    {
        var project = Project() with
        {
            Checks = new CheckSettings
            {
                Disabled = new Dictionary<string, string> { ["ENV001"] = "no such thing here" },
                Severities = new Dictionary<string, Severity> { ["ENV002"] = Severity.P2 },
            },
        };
        var gate = new PreflightGate(project, new PreflightOptions())
        {
            Checks = [StubCheck.Answering("ENV001", FindingStatus.Fail), StubCheck.Answering("ENV002", FindingStatus.Fail)],
        };

        var report = await gate.RunAsync(CancellationToken.None);

        Assert.Equal(Verdict.Passed, report.Verdict);
        Assert.Equal(FindingStatus.NotApplicable, report.Findings[0].Status);
        Assert.Contains("no such thing here", report.Findings[0].Message, StringComparison.Ordinal);
        Assert.Equal(Severity.P2, report.Findings[1].Severity);
    }

    [Fact]
    public async Task A_check_that_the_caller_leaves_out_is_shown_as_skipped()
    {
        var report = await RunAsync([StubCheck.Passing("ENV001"), StubCheck.Passing("COM001", CheckFamily.Compose)], new PreflightOptions { Skip = ["COM"] });
        Assert.Equal([FindingStatus.Pass, FindingStatus.Skipped], report.Findings.Select(finding => finding.Status));
    }

    [Fact]
    public async Task An_identifier_that_names_no_check_is_an_error()
    {
        var failure = await Assert.ThrowsAsync<UnknownCheckException>(() => RunAsync([StubCheck.Passing("ENV001")], new PreflightOptions { Only = ["ENV0O1"] }));
        Assert.Equal("ENV0O1", failure.CheckId);
    }

    [Fact]
    public async Task A_secret_of_the_project_is_hidden_in_every_text_of_a_finding()
    {
        await File.WriteAllTextAsync(Path.Combine(_folder.FullName, ".env.prod"), "DB_PASSWORD=s3cr3t-v4lue-xyz\n");
        var report = await RunAsync([StubCheck.Answering("ENV001", FindingStatus.Fail, message: "saw s3cr3t-v4lue-xyz")]);
        Assert.Equal("saw ***", Assert.Single(report.Findings).Message);
    }

    [Fact]
    public async Task An_environment_file_that_is_a_named_pipe_does_not_make_the_gate_wait()
    {
        if (OperatingSystem.IsWindows())
        {
            return; // Windows has no such files.
        }

        using var made = System.Diagnostics.Process.Start("mkfifo", Path.Combine(_folder.FullName, ".env.prod"));
        await made.WaitForExitAsync();

        var report = await RunAsync([StubCheck.Passing("ENV001")]).WaitAsync(TimeSpan.FromMinutes(1));

        Assert.Equal(Verdict.Passed, report.Verdict);
    }

    private DeployProject Project() => ProjectConventions.Complete(new DeployProject { Root = _folder.FullName, Name = "test" });

    private Task<GateReport> RunAsync(IReadOnlyList<ICheck> checks, PreflightOptions? options = null) =>
        new PreflightGate(Project(), options ?? new PreflightOptions()) { Checks = checks }.RunAsync(CancellationToken.None);
}
