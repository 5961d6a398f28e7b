using DeployOps.Engine.Backups;
using DeployOps.Engine.Backups.Rehearsal;
using DeployOps.Engine.Backups.Sets;
using DeployOps.Engine.DataStores;
using DeployOps.Engine.Project;
using DeployOps.Engine.Stores.Postgres;
using DeployOps.Engine.Stores.Redis;
using DeployOps.Integration.Tests.Releases.Journal;
using DeployOps.Integration.Tests.Requirements;
using DeployOps.Integration.Tests.Support;
using Xunit;

namespace DeployOps.Integration.Tests.Backups.Rehearsal;

public sealed class ThrowawayEnginesTests : IDisposable
{
    private readonly string _root = Directory.CreateTempSubdirectory("proofs-").FullName;

    private DeployProject Project => new() { Root = _root, Name = "shop" };

    public void Dispose() => Directory.Delete(_root, recursive: true);

    [PostgresFact]
    public async Task Without_a_service_or_an_image_PostgreSQL_is_proven_in_a_program_of_this_machine_and_nothing_of_it_is_left()
    {
        var engines = Engines(Project);
        string folder;
        await using (var engine = await engines.StartAsync(Record(DataStoreKind.Postgres, "15.1"), Stores("shop"), default))
        {
            Assert.Contains("as a program of this machine", engine.Description, StringComparison.Ordinal);
            await using var session = await new PostgresConnector().OpenAsync(engine.Access.Store.Postgres!, new PostgresOptions { Endpoint = engine.Access.Endpoint }, default);
            await session.PingAsync(default);
            folder = Assert.Single(Folders(_root));
            Assert.True(Directory.Exists(folder));
            Assert.Empty(await engines.SweepAsync(default));
            await session.PingAsync(default);
        }

        Assert.False(Directory.Exists(folder));
        Assert.Empty(Folders(_root));
        Assert.Equal("", (await Command.RunAsync(null, "pgrep", "-f", folder)).StandardOutput.Reveal());
    }

    [PostgresFact]
    public async Task A_dump_of_a_newer_server_than_the_programs_of_this_machine_has_no_engine()
    {
        var failure = await Assert.ThrowsAsync<NoThrowawayEngineException>(() => Engines(Project).StartAsync(Record(DataStoreKind.Postgres, "99.0"), Stores("shop"), default));
        Assert.Contains("the dump is of PostgreSQL 99", failure.Message, StringComparison.Ordinal);
        Assert.Empty(Folders(_root));
    }

    [RedisFact]
    public async Task Redis_is_proven_in_a_program_of_this_machine_with_a_password_that_is_on_no_command_line()
    {
        await using (var engine = await Engines(Project).StartAsync(Record(DataStoreKind.Redis), Stores("shop"), default))
        {
            await using var connection = await new RedisConnector().OpenAsync(engine.Access.Store.Redis!, new RedisOptions { Endpoint = engine.Access.Endpoint }, default);
            Assert.Equal(RedisValueKind.Simple, (await connection.SendAsync(["SET", "key", "value"], default)).Kind);
            var refused = await RefusalOfAsync(() => new RedisConnector().OpenAsync(new RedisAddress("127.0.0.1", engine.Access.Endpoint.Port, password: "wrong"), new RedisOptions(), default));
            Assert.IsType<RedisLoginRefusedException>(refused);
            Assert.DoesNotContain("requirepass", (await Command.RunAsync(null, "pgrep", "-af", "redis-server")).StandardOutput.Reveal(), StringComparison.Ordinal);
        }

        Assert.Empty(Folders(_root));
    }

    [RedisFact]
    public async Task A_graph_that_is_no_service_and_has_no_image_has_no_engine()
    {
        var failure = await Assert.ThrowsAsync<NoThrowawayEngineException>(() => Engines(Project).StartAsync(Record(DataStoreKind.Graph), Stores("shop"), default));
        Assert.Contains("backup.graph.image", failure.RecommendedAction, StringComparison.Ordinal);
    }

    [PostgresFact]
    public async Task Programs_of_a_killed_rehearsal_are_ended_by_the_next_one_and_those_of_a_living_one_are_not()
    {
        File.WriteAllText(Path.Combine(_root, "deployops.yml"), "name: shop\n");
        using var killed = new OtherProcess("proof", _root, "Postgres", "Redis");
        await killed.PrintedAsync(2);
        var folders = Folders(_root);
        Assert.Equal(2, folders.Count);
        Assert.Empty(await Engines(Project).SweepAsync(default));
        await killed.KillAsync();
        Assert.All(folders, folder => Assert.True(Directory.Exists(folder)));

        var swept = await Engines(Project).SweepAsync(default);

        Assert.Equal(2, swept.Count);
        Assert.All(swept, line => Assert.EndsWith("was removed.", line, StringComparison.Ordinal));
        Assert.All(folders, folder => Assert.False(Directory.Exists(folder)));
        Assert.All(folders, folder => Assert.Equal("", Command.RunAsync(null, "pgrep", "-f", folder).GetAwaiter().GetResult().StandardOutput.Reveal()));
        Assert.Empty(await Engines(Project).SweepAsync(default));
    }

    [DockerEngineFact]
    public async Task A_copy_of_a_service_has_empty_volumes_no_port_and_no_way_out_and_is_gone_afterwards()
    {
        await using var stack = await StoreStack.StartAsync();
        var live = await StoreStack.InspectAsync($"{stack.Name}-the-cache", "{{.Id}} {{.State.StartedAt}}");
        string name;
        await using (var engine = await Engines(stack.Project).StartAsync(Record(DataStoreKind.Redis, service: "cache"), await stack.StoresAsync(), default))
        {
            Assert.Equal("a copy of cache in a container of debian:trixie-slim", engine.Description);
            name = engine.Access.Container!.Project;
            Assert.StartsWith($"{stack.Name}-proof-", name, StringComparison.Ordinal);
            var container = engine.Access.Container.Name;
            Assert.Equal("{} no 67108864 <no value>\n", await StoreStack.InspectAsync(container, "{{json .HostConfig.PortBindings}} {{.HostConfig.RestartPolicy.Name}} {{.HostConfig.Memory}} {{index .Config.Labels \"watched\"}}".Replace("{{index .Config.Labels \"watched\"}}", "{{with index .Config.Labels \"watched\"}}{{.}}{{else}}<no value>{{end}}", StringComparison.Ordinal)));
            Assert.DoesNotContain("live-data", await StoreStack.InspectAsync(container, "{{json .Mounts}}"), StringComparison.Ordinal);
            Assert.Equal("true\n", await Command.SucceedAsync(null, "docker", "network", "inspect", "--format", "{{.Internal}}", $"{name}_alone"));
            Assert.NotEqual(0, (await Command.RunAsync(null, "docker", "exec", container, "bash", "-c", $"exec 3<>/dev/tcp/{stack.Name}-the-cache/6379")).ExitCode);
            var plan = Assert.Single(Directory.GetFiles(Path.Combine(stack.Root, ".deployops", "proofs"), "*.compose.json"));
            Assert.Equal("600\n", await Command.SucceedAsync(null, "stat", "--format", "%a", plan));
            Assert.Empty(await Engines(stack.Project).SweepAsync(default));
        }

        Assert.Equal("", await StoreStack.ThingsAsync(name));
        Assert.Empty(Directory.GetFiles(Path.Combine(stack.Root, ".deployops", "proofs")));
        Assert.Equal(live, await StoreStack.InspectAsync($"{stack.Name}-the-cache", "{{.Id}} {{.State.StartedAt}}"));
        Assert.Equal(stack.Secret, File.ReadAllText(Path.Combine(stack.Root, "live-data", "owner")));
    }

    [DockerEngineFact]
    public async Task A_container_of_a_killed_rehearsal_is_removed_by_the_next_one_and_the_live_one_stays()
    {
        await using var stack = await StoreStack.StartAsync();
        var live = await StoreStack.InspectAsync($"{stack.Name}-the-cache", "{{.Id}} {{.State.StartedAt}}");
        using var killed = new OtherProcess("proof", stack.Root, "Redis:cache");
        await killed.PrintedAsync();
        await killed.KillAsync();
        Assert.Contains($"{stack.Name}-proof-", await StoreStack.ThingsAsync($"{stack.Name}-proof-"), StringComparison.Ordinal);

        Assert.Single(await Engines(stack.Project).SweepAsync(default));

        Assert.Equal("", await StoreStack.ThingsAsync($"{stack.Name}-proof-"));
        Assert.Equal(live, await StoreStack.InspectAsync($"{stack.Name}-the-cache", "{{.Id}} {{.State.StartedAt}}"));
    }

    [DockerEngineFact]
    public async Task A_copy_that_is_kept_says_how_to_look_at_it_and_the_next_verification_removes_it()
    {
        await using var stack = await StoreStack.StartAsync();
        string words;
        await using (var engine = await Engines(stack.Project).StartAsync(Record(DataStoreKind.Redis, service: "cache"), await stack.StoresAsync(), default))
        {
            words = await engine.KeepAsync();
        }

        Assert.Contains("docker container exec -it ", words, StringComparison.Ordinal);
        Assert.Contains("Up ", await StoreStack.ThingsAsync($"{stack.Name}-proof-"), StringComparison.Ordinal);
        Assert.Single(await Engines(stack.Project).SweepAsync(default));
        Assert.Equal("", await StoreStack.ThingsAsync($"{stack.Name}-proof-"));
    }

    [DockerEngineFact]
    public async Task A_copy_that_ends_at_once_says_why_without_the_secrets_it_wrote_and_leaves_nothing()
    {
        await using var stack = await StoreStack.StartAsync();
        File.WriteAllText(Path.Combine(stack.Root, "server.pl"), "print STDERR \"cannot start with $ENV{REDIS_PASSWORD}\\n\"; exit 7;");

        var failure = await Assert.ThrowsAsync<NoThrowawayEngineException>(
            async () => await Engines(stack.Project, stack.Secret).StartAsync(Record(DataStoreKind.Redis, service: "cache"), await stack.StoresAsync(), default));

        Assert.Contains("ended with exit code 7: cannot start with ***", failure.Message, StringComparison.Ordinal);
        Assert.Equal("", await StoreStack.ThingsAsync($"{stack.Name}-proof-"));
        Assert.Empty(Directory.GetFiles(Path.Combine(stack.Root, ".deployops", "proofs")));
    }

    [DockerEngineFact]
    public async Task A_copy_that_would_not_fit_the_disk_of_docker_is_not_started()
    {
        await using var stack = await StoreStack.StartAsync();
        var record = Record(DataStoreKind.Redis, service: "cache") with { SourceBytes = 1L << 56 };

        var failure = await Assert.ThrowsAsync<NoRoomForRehearsalException>(async () => await Engines(stack.Project).StartAsync(record, await stack.StoresAsync(), default));

        Assert.Contains("docker's data", failure.Message, StringComparison.Ordinal);
        Assert.Equal("", await StoreStack.ThingsAsync($"{stack.Name}-proof-"));
    }

    private static ThrowawayEngines Engines(DeployProject project, string secret = "no secret") =>
        new(project, new BackupPorts(), text => text.Replace(secret, "***", StringComparison.Ordinal));

    private static StoreRecord Record(DataStoreKind kind, string version = "", string? service = null) => new() { Kind = kind, Source = "test", Service = service, ServerVersion = version };

    private static ProjectStores Stores(string name) =>
        new() { StackName = name, Stores = [], Containers = [], Services = new Dictionary<string, string?>(), Lookup = static _ => null };

    private static Task<Exception> RefusalOfAsync<T>(Func<Task<T>> work) => Xunit.Record.ExceptionAsync(work);

    private static List<string> Folders(string root)
    {
        var notes = Path.Combine(root, ".deployops", "proofs");
        return Directory.Exists(notes)
            ? [.. Directory.GetFiles(notes, "*.proof.json").Select(path => ProgramFolder.PathOf(Path.GetFileName(path)[..^".proof.json".Length]))]
            : [];
    }
}
