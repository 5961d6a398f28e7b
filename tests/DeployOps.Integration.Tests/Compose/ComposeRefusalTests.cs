using DeployOps.Engine.Checks;
using DeployOps.Engine.Checks.Compose;
using DeployOps.Engine.Compose.Configuration;
using DeployOps.Engine.Compose.DockerCli;
using DeployOps.Engine.Processes;
using DeployOps.Engine.Project;
using DeployOps.Engine.Project.Sections;
using DeployOps.Integration.Tests.Requirements;
using Xunit;

namespace DeployOps.Integration.Tests.Compose;

/// <summary>
/// Every kind of error the real compose can be driven to, with a secret in the place that it quotes: nothing of it reaches a
/// finding, an exception or the shown configuration (row RB4).
/// </summary>
public sealed class ComposeRefusalTests
{
    private const string Planted = "S3cr3tXYZ";

    private static readonly (string Compose, string Env, ComposeConfigFailureKind Kind)[] Cases =
    [
        ("services:\n  a:\n    image: x\n    environment:\n      PW: \"S3cr3tXYZ${\"\n", "A=1\n", ComposeConfigFailureKind.BadSubstitution),
        ("services:\n  a:\n    image: x\n    environment:\n      PW: ${DBPW:?S3cr3tXYZ must be set}\n", "A=1\n", ComposeConfigFailureKind.RequiredVariable),
        ("services:\n  a:\n    image: x\n    ports: [\"S3cr3tXYZ:80\"]\n", "A=1\n", ComposeConfigFailureKind.BadPort),
        ("services:\n  a:\n    image: x\n    mem_limit: S3cr3tXYZ\n", "A=1\n", ComposeConfigFailureKind.BadSize),
        ("services:\n  a:\n    image: x\n    S3cr3tXYZ!: 1\n", "A=1\n", ComposeConfigFailureKind.UnknownProperty),
        ("S3cr3tXYZ!: 1\nservices:\n  a:\n    image: x\n", "A=1\n", ComposeConfigFailureKind.UnknownProperty),
        ("services:\n  a:\n    image: x\n    privileged: S3cr3tXYZ\n", "A=1\n", ComposeConfigFailureKind.WrongType),
        ("services:\n  a:\n    image: x\n    ports: {a: S3cr3tXYZ}\n", "A=1\n", ComposeConfigFailureKind.WrongType),
        ("services:\n  a:\n    image: x\n    networks: [\"S3cr3tXYZ!\"]\n", "A=1\n", ComposeConfigFailureKind.UndefinedReference),
        ("services:\n  a:\n    image: x\n    volumes: [\"S3cr3tXYZ!:/a\"]\n", "A=1\n", ComposeConfigFailureKind.UndefinedReference),
        ("services:\n  a:\n    restart: S3cr3tXYZ\n", "A=1\n", ComposeConfigFailureKind.NoImage),
        ("services:\n  a: [S3cr3tXYZ\n", "A=1\n", ComposeConfigFailureKind.NotYaml),
        ("services:\n  a:\n    image: x\n    labels: { l: S3cr3tXYZ }\n    labels: { l: S3cr3tXYZ }\n", "A=1\n", ComposeConfigFailureKind.DuplicateKey),
        ("services:\n  a:\n    image: x\n    healthcheck: {test: x, interval: S3cr3tXYZ}\n", "A=1\n", ComposeConfigFailureKind.BadDuration),
        ("services:\n  a:\n    image: x\n    env_file: \"S3cr3tXYZ!.env\"\n", "A=1\n", ComposeConfigFailureKind.FileMissing),
        ("services:\n  a:\n    image: \"x:${PW}\"\n    depends_on: [b]\n  b:\n    image: x\n    depends_on: [a]\n", "PW=S3cr3tXYZ\n", ComposeConfigFailureKind.Cycle),
        ("services:\n  a:\n    image: x\n    network_mode: host\n    networks: [default]\n    hostname: S3cr3tXYZ\n", "A=1\n", ComposeConfigFailureKind.Conflict),
    ];

    private static readonly string[] BrokenEnvFiles = ["A=1\nPW=\"S3cr3tXYZ\n", "A=1\nS3cr3t XYZ=1\n", "A=1\nPW=\"a\"S3cr3tXYZ!\n", "A=1\nPW=S3cr3tXYZ${\n"];

    [ComposeFact]
    public async Task No_error_of_compose_carries_a_value()
    {
        var kinds = new List<string>();
        foreach (var (text, env, kind) in Cases)
        {
            using var folder = new ProjectFolder(text, env);
            await AssertNothingLeaksAsync(folder.Project);
            var refused = await Assert.ThrowsAsync<ComposeConfigRefusedException>(() => Config(folder.Project).RunAsync(CancellationToken.None));
            Assert.DoesNotContain(Planted, refused.ToString(), StringComparison.Ordinal);
            if (refused.Failure.Kind != kind)
            {
                kinds.Add($"{kind} is taken for {refused.Failure.Kind}: {text}");
            }
        }

        Assert.Empty(kinds);
    }

    [ComposeFact]
    public async Task No_error_of_an_environment_file_carries_a_value()
    {
        foreach (var env in BrokenEnvFiles)
        {
            using var folder = new ProjectFolder("services:\n  a:\n    image: x\n", env);
            await AssertNothingLeaksAsync(folder.Project);
            var failure = await Assert.ThrowsAnyAsync<Exception>(() => Config(folder.Project).RunAsync(CancellationToken.None));
            Assert.DoesNotContain(Planted, failure.ToString(), StringComparison.Ordinal);

            // Compose's own words about the same file, as they would be read without our own reading of it.
            var answer = await new DockerCommand(new ProcessRunner()).ConfigAsync(
                new ComposeConfigRequest { Folder = folder.Project.Root, Files = [folder.Project.FullPath("compose.yml")], EnvFiles = [folder.Project.FullPath(".env.prod")] },
                CancellationToken.None);
            Assert.False(answer.IsValid);
            var read = ComposeConfigFailure.Read(answer.Messages, model: null, [folder.Project.FullPath(".env.prod")]);
            Assert.NotEqual(ComposeConfigFailureKind.Unknown, read.Kind);
            Assert.DoesNotContain(Planted, $"{read} {answer}", StringComparison.Ordinal);
        }
    }

    [ComposeFact]
    public async Task The_configuration_that_docker_resolves_is_masked()
    {
        const string Compose = "name: shop\nservices:\n  a:\n    image: \"x:${TAG}\"\n    env_file: .env.prod\n    environment:\n      URL: postgres://u:${PW}@db:5432/shop\n      SAID: \"say ${PW}\"\n    command: [\"--requirepass\", \"${PW}\"]\n";
        using var folder = new ProjectFolder(Compose, "PW='S3cr3tXYZ$\"%&<>\\+/=é'\nOTHER_TOKEN=S3cr3tXYZ2\nPLAIN=readable\n");
        foreach (var format in Enum.GetValues<ComposeConfigFormat>())
        {
            var shown = await Config(folder.Project, format).RunAsync(CancellationToken.None);

            Assert.Equal(ComposeConfigOrigin.Docker, shown.Origin);
            Assert.DoesNotContain(Planted, shown.Text, StringComparison.Ordinal);
            Assert.Contains("@db:5432/shop", shown.Text, StringComparison.Ordinal);
            Assert.Contains("readable", shown.Text, StringComparison.Ordinal);
            Assert.Contains("x:2026.01.14", shown.Text, StringComparison.Ordinal);
        }
    }

    private static GetComposeConfig Config(DeployProject project, ComposeConfigFormat format = ComposeConfigFormat.Yaml) =>
        new(project, new GetComposeConfigOptions { Tag = "2026.01.14", Format = format });

    private static async Task AssertNothingLeaksAsync(DeployProject project)
    {
        var findings = new List<Finding>();
        await foreach (var (_, finding) in CheckRunner.RunAsync(ComposeChecks.All, new CheckContext(project), new CheckRunOptions(), CancellationToken.None))
        {
            findings.AddRange(finding is null ? [] : [finding]);
        }

        Assert.DoesNotContain(findings, finding => finding.ToString().Contains(Planted, StringComparison.Ordinal));
        Assert.Contains(findings, finding => finding is { Status: FindingStatus.Fail or FindingStatus.Blocked, Id: "COM001" });
    }

    private sealed class ProjectFolder : IDisposable
    {
        private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("deployops-refusal-");

        public ProjectFolder(string compose, string env)
        {
            File.WriteAllText(Path.Combine(_folder.FullName, "compose.yml"), compose);
            File.WriteAllText(Path.Combine(_folder.FullName, ".env.prod"), env);
            Project = new DeployProject
            {
                Root = _folder.FullName,
                Name = "refusal",
                Compose = new ComposeSettings { Files = ["compose.yml"] },
                Env = new EnvSettings { Files = [new EnvFileSettings { Path = ".env.prod" }] },
            };
        }

        public DeployProject Project { get; }

        public void Dispose() => _folder.Delete(recursive: true);
    }
}
