using DeployOps.Engine.Checks;
using DeployOps.Engine.Checks.Env;
using DeployOps.Engine.Preflight;
using DeployOps.Engine.Project.Sections;
using DeployOps.Engine.Tests.Repository;
using Xunit;

namespace DeployOps.Engine.Tests.Checks.Env;

public sealed class TestEnvFileTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    [Fact]
    public async Task A_file_outside_of_a_project_is_held_to_the_sample_beside_it()
    {
        _folder.Write(".env.example", "ENVIRONMENT=\nMISSING=\n");
        _folder.Write("stack.env", "ENVIRONMENT=production\n");

        var findings = await RunAsync(new() { Paths = [_folder["stack.env"]] });

        var missing = findings.Single(finding => finding.Id == "ENV003");
        Assert.Equal(("MISSING", FindingStatus.Fail, "stack.env"), (missing.Subject, missing.Status, missing.File));
    }

    [Fact]
    public async Task The_sample_and_the_pack_can_be_named()
    {
        _folder.Write("other/keys", "A=\nB=\n");
        _folder.Write("stack.env", "A=1\nENVIRONMENT=development\n");

        var findings = await RunAsync(new() { Paths = [_folder["stack.env"]], Sample = _folder["other/keys"], Pack = EnvPack.None });

        Assert.Equal("B", findings.Single(finding => finding.Id == "ENV003").Subject);
        Assert.Equal(FindingStatus.NotApplicable, findings.Single(finding => finding.Id == "ENV020").Status);
    }

    [Fact]
    public async Task A_project_brings_its_files_rules_severities_and_what_it_switched_off()
    {
        using var shop = new EnvProject();
        shop.Replace("deployops.yml", "\nenv:", "\nchecks:\n  disabled: { ENV042: closed network }\n  severity: { OWN001: p2 }\nenv:\n  rules:\n    - { id: OWN001, title: The queue is the new one, severity: p0, keys: [QUEUE_NAME], equals: new_jobs, row: CH1 }");
        var project = shop.Write();

        var findings = await RunAsync(new() { Project = project });

        var own = findings.Single(finding => finding.Id == "OWN001");
        Assert.Equal((Severity.P2, FindingStatus.Fail, "QUEUE_NAME", (int?)23, "CH1", "The queue is the new one"), (own.Severity, own.Status, own.Subject, own.Line, own.Row, own.Title));
        Assert.Equal(FindingStatus.NotApplicable, findings.Single(finding => finding.Id == "ENV042").Status);

        // A file of the project that is named by its path keeps its sample.
        var one = await RunAsync(new() { Project = project, Paths = [Path.Combine(project.Root, "apps/worker/.env")] });
        Assert.Equal(FindingStatus.Pass, one.Single(finding => finding.Id == "ENV003").Status);
        Assert.Equal(FindingStatus.NotApplicable, one.Single(finding => finding.Id == "OWN001").Status);
    }

    [Fact]
    public async Task A_file_that_is_named_alone_has_to_agree_with_those_that_are_not()
    {
        using var shop = new EnvProject();
        shop.Replace("deployops.yml", "\nenv:", "\nenv:\n  rules:\n    - { id: OWN001, title: The queue is set, keys: [QUEUE_NAME], required: true }\n    - { id: OWN002, title: The other queue is set, keys: [NOWHERE], files: [.env.prod], required: true }");
        var project = shop.Write();
        TestEnvFileOptions worker = new() { Project = project, Paths = [Path.Combine(project.Root, "apps/worker/.env")] };

        var agreed = await RunAsync(worker);

        Assert.Equal(FindingStatus.Pass, agreed.Single(finding => finding.Id == "ENV015").Status);
        Assert.Equal(FindingStatus.Pass, agreed.Single(finding => finding.Id == "OWN001").Status);
        Assert.Equal(FindingStatus.NotApplicable, agreed.Single(finding => finding.Id == "OWN002").Status);

        shop.Replace(".env.prod", "QUEUE_NAME=shop_jobs", "QUEUE_NAME=other_jobs");
        _ = shop.Write();
        var differs = (await RunAsync(worker)).Single(finding => finding.Id == "ENV015");
        Assert.Equal((FindingStatus.Fail, "queue name"), (differs.Status, differs.Subject));

        File.Delete(Path.Combine(project.Root, ".env.prod"));
        Assert.All((await RunAsync(worker)).Where(finding => finding.Id == "ENV015"), finding => Assert.Contains("cannot be read", finding.Message, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Values_of_other_files_alone_are_no_matter_of_a_file()
    {
        using var shop = new EnvProject();
        var project = shop.Write();
        var extra = Path.Combine(project.Root, "extra.env");
        File.WriteAllText(extra, "A=1\n");

        Assert.Equal(FindingStatus.NotApplicable, (await RunAsync(new() { Project = project, Paths = [extra] })).Single(finding => finding.Id == "ENV015").Status);
    }

    [Fact]
    public async Task Outside_of_a_repository_the_git_checks_do_not_apply()
    {
        _folder.Write("stack.env", "ENVIRONMENT=production\n");

        var findings = await RunAsync(new() { Paths = [_folder["stack.env"]] });

        Assert.All(findings.Where(finding => finding.Id is "ENV041" or "ENV042"), finding => Assert.Equal(FindingStatus.NotApplicable, finding.Status));
    }

    [Fact]
    public async Task A_file_outside_of_the_projects_repository_is_not_said_to_be_unignored()
    {
        using var shop = new EnvProject();
        _folder.Write("stack.env", "ENVIRONMENT=production\n");

        var findings = await RunAsync(new() { Project = shop.Write(), Paths = [_folder["stack.env"]] });

        Assert.All(findings.Where(finding => finding.Id is "ENV041" or "ENV042"), finding => Assert.Equal(FindingStatus.NotApplicable, finding.Status));
    }

    [Fact]
    public async Task A_service_that_is_a_clone_of_its_own_is_asked_there()
    {
        GitCommand.Initialise(_folder.Root);
        _folder.Write(".gitignore", "stack.env\n");
        _folder.Write("stack.env", "ENVIRONMENT=production\n");
        using var shop = new EnvProject();

        var findings = await RunAsync(new() { Project = shop.Write(), Paths = [_folder["stack.env"]] });

        Assert.All(findings.Where(finding => finding.Id is "ENV041" or "ENV042"), finding => Assert.Equal(FindingStatus.Pass, finding.Status));
    }

    [Fact]
    public async Task Nothing_named_is_refused() => await Assert.ThrowsAsync<ArgumentException>(() => RunAsync(new()));

    public void Dispose() => _folder.Dispose();

    private static async Task<List<Finding>> RunAsync(TestEnvFileOptions options)
    {
        var report = await EnvFileGate.Create(options with { ProcessEnvironment = _ => null }, new PreflightOptions()).RunAsync(CancellationToken.None);
        return [.. report.Findings];
    }
}
