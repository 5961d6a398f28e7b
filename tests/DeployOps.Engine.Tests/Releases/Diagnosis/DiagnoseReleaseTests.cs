using DeployOps.Engine.Compose.DockerCli;
using DeployOps.Engine.Compose.Stacks;
using DeployOps.Engine.Processes;
using DeployOps.Engine.Project;
using DeployOps.Engine.Redaction;
using DeployOps.Engine.Releases.Diagnosis;
using DeployOps.Engine.Tests.Compose;
using Xunit;

namespace DeployOps.Engine.Tests.Releases.Diagnosis;

public sealed class DiagnoseReleaseTests : IDisposable
{
    private const string Password = "Tr0ub4dor-horse-7";
    private readonly string _root = Directory.CreateTempSubdirectory("diagnosis-").FullName;

    public DiagnoseReleaseTests()
    {
        Write("docker-compose.prod.yml", """
            name: shop
            services:
              db: { image: "postgres:17" }
              backend: { image: "shop-backend:1", build: ., depends_on: [db], environment: { POSTGRES_PASSWORD: "${POSTGRES_PASSWORD}", JWT_SECRET_KEY: x, LOG_LEVEL: info } }
              nginx: { image: "nginx:1", depends_on: [backend], ports: ["8080:80"] }
            """);
        Write(".env.prod", $"POSTGRES_PASSWORD={Password}\n");
        Write("deployops.yml", "compose:\n  files: [docker-compose.prod.yml]\nenv:\n  files: [{ path: .env.prod }]\n");
    }

    public void Dispose() => Directory.Delete(_root, recursive: true);

    [Fact]
    public async Task A_password_in_an_error_line_is_masked_and_no_piece_of_it_is_cut_out()
    {
        var containers = new StandInContainers(Running("db"), Exited("backend", 1), Running("nginx"));
        containers.Logs["backend"] = $"ERROR: connection to postgres://shop:{Password}@db:5432 failed: password authentication failed for user \"shop\" {Password}\u001b[31m\u0007\u202Eevil";
        var report = await RunAsync(containers);
        Assert.Equal(("backend", DiagnosisCause.BadCredentials), (report.Causes[0].Service, report.Causes[0].Cause));
        Assert.Contains(Redactor.Mask, report.Causes[0].FirstError, StringComparison.Ordinal);
        var texts = Texts(report);
        Assert.DoesNotContain(texts, text => text.Contains("Tr0ub4", StringComparison.Ordinal) || text.Contains("horse", StringComparison.Ordinal));
        Assert.DoesNotContain(texts, text => text.Any(character => char.IsControl(character) || character == '\u202E'));
        Assert.Contains("POSTGRES_PASSWORD", report.Causes[0].Explanation, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_log_that_never_comes_ends_with_the_time_and_is_said()
    {
        var containers = new StandInContainers(Running("db"), Exited("backend", 127), Exited("nginx", 3)) { Hanging = "nginx" };
        containers.Logs["backend"] = "bash: line 1: uvicorn: command not found";
        var report = await RunAsync(containers, new DiagnosisOptions { Timeout = TimeSpan.FromSeconds(4) });
        Assert.Contains(report.Steps[1].Observations, line => line.Contains("not read in time", StringComparison.Ordinal));
        Assert.Null(report.Steps[4].IsGood);
        Assert.Equal(DiagnosisCause.CommandNotFound, report.Causes[0].Cause);
    }

    [Fact]
    public async Task An_engine_that_does_not_answer_is_a_named_failure() =>
        await Assert.ThrowsAsync<DockerDaemonUnreachableException>(() => RunAsync(new StandInContainers { Hanging = "*" }, new DiagnosisOptions { Timeout = TimeSpan.FromMilliseconds(200) }));

    [Fact]
    public async Task A_machine_without_docker_is_a_named_failure()
    {
        var operation = new DiagnoseRelease(ProjectReader.Find(_root)) { Engine = StackEngine.Of(new StandInProcesses(1, "", "") { IsMissing = true }) };
        await Assert.ThrowsAsync<DockerNotFoundException>(() => operation.RunAsync(new DiagnosisOptions(), CancellationToken.None));
    }

    [Fact]
    public async Task A_caller_who_gives_up_is_heard()
    {
        using var cancelled = new CancellationTokenSource();
        await cancelled.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Operation(new StandInContainers { Hanging = "*" }).RunAsync(new DiagnosisOptions(), cancelled.Token));
    }

    [Fact]
    public async Task Compose_files_that_cannot_be_read_are_said_and_the_containers_are_judged_all_the_same()
    {
        Write("docker-compose.prod.yml", "services: [broken");
        var report = await RunAsync(new StandInContainers(Exited("backend", 139)), new DiagnosisOptions { StackName = "shop" });
        Assert.Contains(report.Steps[0].Observations, line => line.Contains("cannot be read", StringComparison.Ordinal));
        Assert.Equal(DiagnosisCause.SegmentationFault, report.Causes[0].Cause);
    }

    [Fact]
    public async Task A_failed_build_names_the_service_the_step_and_the_command()
    {
        var output = $"#5 [backend 2/3] RUN pip install .\n------\n > [backend 2/3] RUN pip install .:\n0.2 ERROR: No matching distribution for {Password}\n------\nfailed to solve: process did not complete successfully: exit code: 1\n";
        var report = await RunAsync(new StandInContainers(Running("db"), Running("backend"), Running("nginx")), new DiagnosisOptions { Failure = new StackCommandException("build", 17, new CapturedText(output)) });
        var cause = report.Causes[0];
        Assert.Equal(("backend", DiagnosisCause.BuildFailed), (cause.Service, cause.Cause));
        Assert.Contains("[backend 2/3]", cause.Explanation, StringComparison.Ordinal);
        Assert.Equal($"ERROR: No matching distribution for {Redactor.Mask}", cause.FirstError);
        Assert.Equal("docker compose --env-file .env.prod --file docker-compose.prod.yml --progress plain build backend", cause.NextCommand);
        Assert.Equal(0, report.Steps[0].Order);
    }

    [Theory]
    [InlineData(" Container shop-db-1  Running\nError response from daemon: No such image: shop-backend:1", "backend", DiagnosisCause.ImageMissing)]
    [InlineData("Error response from daemon: driver failed programming external connectivity on endpoint shop-nginx-1 (abc): Bind for 0.0.0.0:8080 failed: port is already allocated", "nginx", DiagnosisCause.PortTaken)]
    [InlineData(" Container shop-db-1  Error\ndependency failed to start: container shop-db-1 is unhealthy", "db", DiagnosisCause.HealthcheckFails)]
    public async Task A_failed_up_names_the_service(string output, string service, string cause)
    {
        var report = await RunAsync(
            new StandInContainers(Running("db"), Running("backend"), Running("nginx")), new DiagnosisOptions { Failure = new StackCommandException("up", 1, new CapturedText(output)) });
        Assert.Equal((service, cause), (report.Causes[0].Service, report.Causes[0].Cause));
    }

    [Theory]
    [InlineData("dependency failed to start: container shop-backend-1 is unhealthy", DiagnosisCause.CrashAtStart)]
    [InlineData("service \"backend\" didn't complete successfully: exit 3", DiagnosisCause.CrashAtStart)]
    public async Task A_service_that_others_wait_for_is_judged_by_how_it_ended_and_by_what_it_wrote(string output, string cause)
    {
        var containers = new StandInContainers(Running("db"), Exited("backend", 3), Running("nginx"));
        containers.Logs["backend"] = "starting\nERROR: cannot open the ledger";

        var first = (await RunAsync(containers, new DiagnosisOptions { Failure = new StackCommandException("up", 1, new CapturedText(output)) })).Causes[0];

        Assert.Equal(("backend", cause, "ERROR: cannot open the ledger"), (first.Service, first.Cause, first.FirstError));
        Assert.Contains("exit code 3", first.Explanation, StringComparison.Ordinal);
        Assert.Contains("logs --timestamps --tail 200 backend", first.NextCommand, StringComparison.Ordinal);
    }

    [Fact]
    public async Task One_that_is_started_again_and_again_is_not_said_to_have_ended_with_0()
    {
        var now = DateTimeOffset.UtcNow;
        var containers = new StandInContainers(Running("db"), Running("backend") with { Health = ContainerHealth.None, RestartCount = 3, Started = now }, Running("nginx"));

        var first = (await RunAsync(containers)).Causes[0];

        Assert.Equal(("backend", DiagnosisCause.CrashAtStart), (first.Service, first.Cause));
        Assert.Contains("It ends soon after each start.", first.Explanation, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_stack_that_is_not_up_names_the_images_that_are_missing()
    {
        var report = await RunAsync(new StandInContainers());
        Assert.Contains(report.Causes, cause => cause is { Service: "backend", Cause: DiagnosisCause.ImageMissing } && cause.NextCommand.EndsWith("build backend", StringComparison.Ordinal));
        Assert.Contains(report.Causes, cause => cause is { Service: "db", Cause: DiagnosisCause.ImageMissing } && cause.NextCommand.EndsWith("pull db", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_backend_that_calls_itself_for_the_database_is_told_so()
    {
        var containers = new StandInContainers(Running("db"), Exited("backend", 1), Running("nginx"));
        containers.Logs["backend"] = "Error: connect ECONNREFUSED 127.0.0.1:5432";
        Assert.Contains("Inside a container", (await RunAsync(containers)).Causes[0].Explanation, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_login_that_only_the_database_writes_of_is_laid_to_the_client_that_fails()
    {
        var containers = new StandInContainers(Running("db"), Exited("backend", 1), Running("nginx"));
        containers.Logs["db"] = "FATAL:  password authentication failed for user \"shop\"";
        var report = await RunAsync(containers);
        Assert.Equal(("backend", DiagnosisCause.BadCredentials), (report.Causes[0].Service, report.Causes[0].Cause));
        Assert.False(report.Steps[2].IsGood);
    }

    private static StackContainer Running(string service) => new()
    {
        Id = service, Name = $"shop-{service}-1", Project = "shop", Service = service, ImageId = "sha256:1", State = ContainerState.Running, Health = ContainerHealth.Healthy, Started = DateTimeOffset.UnixEpoch,
    };

    private static StackContainer Exited(string service, int code) => Running(service) with { State = ContainerState.Exited, Health = ContainerHealth.None, ExitCode = code };

    private static List<string> Texts(DiagnosisReport report) =>
        [.. report.Steps.SelectMany(step => step.Observations), .. report.Causes.SelectMany(cause => new[] { cause.Explanation, cause.FirstError, cause.NextCommand }), report.Summary];

    private DiagnoseRelease Operation(StandInContainers containers) =>
        new(ProjectReader.Find(_root)) { Engine = containers.Engine, ProcessEnvironment = _ => null };

    private Task<DiagnosisReport> RunAsync(StandInContainers containers, DiagnosisOptions? options = null) =>
        Operation(containers).RunAsync(options ?? new DiagnosisOptions(), CancellationToken.None);

    private void Write(string name, string text) => File.WriteAllText(Path.Combine(_root, name), text);
}
