using DeployOps.Engine.Checks;
using DeployOps.Engine.Checks.Hygiene;
using DeployOps.Engine.Project;
using DeployOps.Engine.Repository.Images;
using DeployOps.Engine.Repository.Scanning;
using DeployOps.Engine.Tests.Repository;
using Xunit;

namespace DeployOps.Engine.Tests.Checks.Hygiene;

/// <summary>Every check on a clean project, and on one that is dirty in one place.</summary>
public sealed class HygieneCheckTests
{
    private static readonly string Token = TokenSamples.All["slack-token"].Hit;

    private static readonly Dictionary<string, (string File, int? Line, Action<HygieneProject> Spoil)[]> Dirty = new()
    {
        ["HYG001"] =
        [
            (".gitignore", null, project => project.Replace(".gitignore", ".env.*\n", "")),
            (".gitignore", null, project => project.Replace(".gitignore", "*.key\n", "*.key\n!server.key\n")),
            (".gitignore", null, project => project.Replace(".gitignore", "*.pem\n", "").Write(".git/info/exclude", "*.pem\n")),
        ],
        ["HYG002"] = [(".gitignore", null, project => project.Replace(".gitignore", "pytest-cache-*/\n", "")), (".gitignore", null, project => project.Write("web/package.json", "{}"))],
        ["HYG003"] = [("backend", null, project => project.Without("backend/.dockerignore")), ("backend/.dockerignore", 12, project => project.Write("backend/.dockerignore", File.ReadAllText(Path.Combine(project.Root, "backend/.dockerignore")) + "[a"))],
        ["HYG004"] =
        [
            ("backend/.dockerignore", null, project => project.Replace("backend/.dockerignore", "**/.env*\n", ".env\n")),
            ("backend/.dockerignore", null, project => project.Replace("backend/.dockerignore", "**/.env*\n", "**/.env*\n!.env.prod\n")),
            ("backend/Dockerfile.dockerignore", null, project => project.Write("backend/Dockerfile.dockerignore", "docs\n")),
        ],
        ["HYG005"] =
        [
            ("backend/.dockerignore", null, project => project.Replace("backend/.dockerignore", "**/*.md\n", "**/*.md\n!README.md\n")),
            ("backend/.dockerignore", null, project => project.Write("backend/scripts/run.py", "x")),
            ("backend/.dockerignore", null, project => project.Replace("backend/.dockerignore", "**/__pycache__\n", "")),
        ],
        ["HYG006"] = [("backend/main.py", 2, project => project.Write("backend/main.py", $"x\nclient = WebClient('{Token}')\n")), ("notes.txt", 1, project => project.Write("notes.txt", TokenSamples.All["url-password"].Hit))],
        ["HYG007"] = [("deploy/id.txt", 1, project => project.Write("deploy/id.txt", TokenSamples.PrivateKey("OPENSSH PRIVATE KEY")))],
        ["HYG008"] = [("docker-compose.prod.yml", 8, project => project.Write("docker-compose.prod.yml", File.ReadAllText(Path.Combine(project.Root, "docker-compose.prod.yml")) + $"    environment:\n      POSTGRES_PASSWORD: {TokenSamples.Mixed(20)}\n"))],
        ["HYG009"] = [("infra/.env.staging", null, project => project.Write("infra/.env.staging", "A=b\n"))],
        ["HYG010"] =
        [
            ("deploy/server.pfx", null, project => project.Write("deploy/server.pfx", [1, 2, 3, 0])),
            ("deploy/store.bin", null, project => project.Write("deploy/store.bin", [0xFE, 0xED, 0xFE, 0xED, 0, 0, 0, 2])),
        ],
        ["HYG011"] =
        [
            ("backend/prod.env", null, project => project.Write("backend/prod.env", "A=b\n")),
            ("backend/app/doc/guide.txt", null, project => project.Write("backend/app/doc/guide.txt", "x").Write("backend/app/doc/other.txt", "x")),
            ("backend/scripts/debug_queue.py", null, project => project.Write("backend/scripts/debug_queue.py", "x")),
            ("backend/test_main.py", null, project => project.Write("backend/test_main.py", "x")),
            (".env.prod", null, project => project.Write("deployops.yml", "name: shop\npackage:\n  files: [.env.prod]\n")),
        ],
        ["HYG012"] =
        [
            ("backend/main.py", 2, project => project.Write("backend/main.py", "app.add_middleware(\n    allow_origin_regex='.*')\n")),
            ("backend/neo4j_client.py", 1, project => project.Write("backend/neo4j_client.py", "    print('connected')\n")),
            ("backend/main.py", 1, project => project.Write("deployops.yml", "name: shop\nhygiene:\n  forbidden:\n    - {id: SRC900, title: Nothing is imported, pattern: '^from\\b', paths: ['*.py'], row: PA11}\n")),
        ],
        ["HYG013"] = [("big.txt", null, project => project.Write("deployops.yml", "name: shop\nhygiene: {largest-file: 1}\n").Write("big.txt", new string('x', 1_100_000)))],
        ["HYG014"] = [("deployops.yml", 4, project => project.Write("deployops.yml", "name: shop\nhygiene:\n  allow:\n    - {path: backend/main.py, rule: jwt, reason: was there once}\n"))],
    };

    public static TheoryData<string> SourceIds { get; } = [.. Dirty.Keys];

    public static TheoryData<string, int> DirtyCases { get; } = Cases();

    [Theory]
    [MemberData(nameof(SourceIds))]
    public async Task A_clean_project_passes(string id)
    {
        using var project = new HygieneProject();
        Assert.All(await project.RunAsync(id), finding => Assert.True(finding.Status is FindingStatus.Pass or FindingStatus.NotApplicable, finding.ToString()));
    }

    [Theory]
    [MemberData(nameof(DirtyCases))]
    public async Task What_is_wrong_is_named_with_its_place(string id, int number)
    {
        var (file, line, spoil) = Dirty[id][number];
        using var project = new HygieneProject();
        spoil(project);
        var findings = await project.RunAsync(id);
        Assert.NotEmpty(findings);
        Assert.All(findings, finding =>
        {
            Assert.True(finding.Status is FindingStatus.Fail or FindingStatus.Warn, finding.ToString());
            Assert.Equal((file, line), (finding.File, finding.Line));
            Assert.NotEmpty(finding.Fix);
            Assert.DoesNotContain(Token[..8], finding.ToString(), StringComparison.Ordinal);
        });
    }

    [Fact]
    public void Every_check_is_registered_once_and_in_order() =>
        Assert.Equal(HygieneChecks.All.Select(check => check.Descriptor.Id).Distinct().Order(StringComparer.Ordinal), HygieneChecks.All.Select(check => check.Descriptor.Id));

    [Theory]
    [InlineData("rule: HYG006", true)]
    [InlineData("rule: slack-token", true)]
    [InlineData("rule: jwt", false)]
    [InlineData("rule: slack-token, fingerprint: {0}", true)]
    [InlineData("rule: slack-token, fingerprint: 000-000-000-000", false)]
    public async Task The_allow_list_accepts_what_it_names(string entry, bool accepted)
    {
        entry = entry.Replace("{0}", SecretFingerprint.Of("slack-token", System.Text.Encoding.ASCII.GetBytes(Token)), StringComparison.Ordinal);
        using var project = new HygieneProject($"hygiene:\n  allow:\n    - {{path: 'docs/**', {entry}, reason: withdrawn in March}}\n");
        project.Write("docs/old.txt", Token);
        var finding = Assert.Single(await project.RunAsync("HYG006"));
        Assert.Equal(accepted ? FindingStatus.Pass : FindingStatus.Fail, finding.Status);
        Assert.Equal(accepted ? FindingStatus.Pass : FindingStatus.Warn, Assert.Single(await project.RunAsync("HYG014")).Status);
    }

    [Fact]
    public async Task The_allow_list_does_not_reach_other_paths()
    {
        using var project = new HygieneProject("hygiene:\n  allow:\n    - {path: docs/, rule: HYG006, reason: old}\n");
        project.Write("docs/old.txt", Token).Write("src/new.txt", Token);
        Assert.Equal("src/new.txt", Assert.Single(await project.RunAsync("HYG006")).File);
    }

    [Theory]
    [InlineData("hygiene:\n  allow:\n    - {path: a, rule: jwt}\n", "reason")]
    [InlineData("hygiene:\n  forbidden:\n    - {id: A, title: B, pattern: '(?=x)'}\n", "pattern")]
    [InlineData("hygiene:\n  forbidden:\n    - {id: A, title: B, pattern: '('}\n", "pattern")]
    [InlineData("hygiene:\n  colour: red\n", "colour")]
    public void Settings_that_cannot_be_are_refused_by_name(string configuration, string setting)
    {
        using var project = new HygieneProject(configuration);
        Assert.Contains(setting, Assert.Throws<ProjectConfigurationException>(() => ProjectReader.Find(project.Root)).Setting, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", FindingStatus.Fail)]
    [InlineData("**/.deployops\n", FindingStatus.Pass)]
    public async Task The_plans_that_releases_keep_are_kept_out_of_a_build_that_holds_the_project(string line, FindingStatus expected)
    {
        using var project = new HygieneProject();
        project.Replace("docker-compose.prod.yml", "build: ./backend", "build: .");
        project.Write("Dockerfile", "FROM scratch\nCOPY . /app/\n").Write(".dockerignore", File.ReadAllText(Path.Combine(project.Root, "backend/.dockerignore")) + line);

        Assert.Equal(expected, Assert.Single(await project.RunAsync("HYG004")).Status);
    }

    [Fact]
    public async Task A_folder_without_git_is_looked_at_as_far_as_it_would_be_tracked()
    {
        using var project = new HygieneProject();
        project.Write("notes.txt", Token).Write(".env.local", Token);
        Directory.Delete(Path.Combine(project.Root, ".git"), recursive: true);
        Assert.Equal("notes.txt", Assert.Single(await project.RunAsync("HYG006", commit: false)).File);
        Assert.Equal(FindingStatus.NotApplicable, Assert.Single(await project.RunAsync("HYG001", commit: false)).Status);
    }

    [Fact]
    public async Task A_project_below_the_root_of_its_repository_is_covered_from_above()
    {
        using var project = new HygieneProject();
        project.Write("inner/compose.yaml", "services: {a: {image: x}}\n").Write("inner/notes.txt", Token);
        GitCommand.Commit(project.Root);
        var inner = ProjectReader.Parse(Path.Combine(project.Root, "inner", "deployops.yml"), "name: inner\n");
        Assert.Equal(FindingStatus.Pass, Assert.Single(await HygieneProject.RunAsync(inner, "HYG001")).Status);
        Assert.Equal("notes.txt", Assert.Single(await HygieneProject.RunAsync(inner, "HYG006")).File);
    }

    [Fact]
    public async Task Very_many_findings_are_counted_and_not_all_listed()
    {
        using var project = new HygieneProject();
        project.Write("many.txt", string.Concat(Enumerable.Repeat(Token + "\n", 500)));
        var findings = await project.RunAsync("HYG006");
        Assert.Equal(101, findings.Count);
        Assert.Contains("400", findings[^1].Message, StringComparison.Ordinal);
        Assert.Equal(FindingStatus.Fail, findings[^1].Status);
    }

    [Theory]
    [InlineData("HYG020")]
    [InlineData("HYG021")]
    [InlineData("HYG022")]
    [InlineData("HYG023")]
    [InlineData("HYG024")]
    public async Task An_image_is_named_with_its_layer(string id)
    {
        var dirty = new ImageReport
        {
            Named = [new ImageFile("app/.env", ImageScanFact.EnvFile, 2, true), new ImageFile("app/README.md", "document", 1, false)],
            Hits =
            [
                new ImageHit(new SourceHit("app/main.py", 3, "slack-token", "Slack token", SourceRuleGroup.Token, "abc-abc-abc-abc"), 2, false),
                new ImageHit(new SourceHit("app/main.py", 4, "SRC001", "gone", SourceRuleGroup.Forbidden, ""), 2, false),
                new ImageHit(new SourceHit("app/bundle.js", 1, "secret-assignment", "value", SourceRuleGroup.Assignment, ""), 2, false),
            ],
            Variables = [new ImageVariable("DB_PASSWORD", true, false, null), new ImageVariable("API_TOKEN", false, true, null), new ImageVariable("PATH", false, false, null)],
        };
        using var project = new HygieneProject();
        var clean = await project.RunAsync(id, context => context.Provide(new ImageScanFact([("shop-backend:1", new ImageReport())], [], new AllowList([]))));
        Assert.Equal(FindingStatus.Pass, Assert.Single(clean).Status);
        var missing = await project.RunAsync(id, context => context.Provide(new ImageScanFact([], ["shop-backend:1"], new AllowList([]))));
        Assert.Equal(FindingStatus.NotApplicable, Assert.Single(missing).Status);
        var finding = Assert.Single(await project.RunAsync(id, context => context.Provide(new ImageScanFact([("shop-backend:1", dirty)], [], new AllowList([])))));
        Assert.Equal((FindingStatus.Fail, "shop-backend:1"), (finding.Status, finding.Subject));
        Assert.True(finding.Optional);
    }

    private static TheoryData<string, int> Cases()
    {
        var cases = new TheoryData<string, int>();
        foreach (var (id, list) in Dirty)
        {
            for (var number = 0; number < list.Length; number++)
            {
                cases.Add(id, number);
            }
        }

        return cases;
    }
}
