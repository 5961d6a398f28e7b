using DeployOps.Engine.Compose.Stacks;
using DeployOps.Engine.Project;
using DeployOps.Engine.Project.Sections;
using DeployOps.Engine.Releases.Health;
using DeployOps.Engine.Tests.Compose;

namespace DeployOps.Engine.Tests.Releases.Health;

/// <summary>A look at a stack of a backend and a one-shot, an hour after it was started, whose containers and stores are scripted.</summary>
internal sealed class HealthLook : IDisposable, IStoreMeasurement
{
    public const string Files = """
        name: shop
        services:
          migrate: { image: "shop/backend:1" }
          backend: { image: "shop/backend:1", depends_on: { migrate: { condition: service_completed_successfully } } }
        """;

    private readonly ComposeText _compose = new();
    private readonly SwiftTime _time = new();

    public HealthLook()
    {
        _compose.Write("compose.yml", Files);
        _time.Pass(TimeSpan.FromHours(1));
    }

    public IReadOnlyList<StackContainer> All { get; init; } = [ScriptedContainers.Container("backend"), ScriptedContainers.Ended("migrate", 0)];

    public Func<CancellationToken, Task<IReadOnlyList<ContainerUsage>>> Usage { get; init; } = _ => Task.FromResult<IReadOnlyList<ContainerUsage>>([]);

    public IReadOnlyDictionary<string, long> Written { get; init; } = new Dictionary<string, long>();

    public Func<string, string> Log { get; init; } = _ => "";

    public Func<IReadOnlyList<StoreHealth>> Stores { get; init; } = () => [];

    public HealthSettings Health { get; init; } = new();

    public Uri? Address { get; init; }

    public static DateTimeOffset Now => SwiftTime.Start.AddHours(1);

    public async Task<StackHealth> RunAsync(HealthOptions? options = null, CancellationToken cancellationToken = default)
    {
        var project = new DeployProject
        {
            Root = _compose.Folder, Name = "shop", Compose = new ComposeSettings { Files = ["compose.yml"] }, Health = Health, Smoke = new SmokeSettings { BaseUrl = Address?.ToString() },
        };
        return await new GetStackHealth(project)
        {
            Containers = new ScriptedContainers(_time, _ => All) { Usage = Usage, Written = Written, Log = Log }, Stores = this, Time = _time, ProcessEnvironment = _ => null,
        }.RunAsync(options ?? new HealthOptions(), cancellationToken);
    }

    public Task<IReadOnlyList<StoreHealth>> MeasureAsync(DeployProject project, IReadOnlyList<StackContainer> containers, CancellationToken cancellationToken) => Task.FromResult(Stores());

    public void Dispose() => _compose.Dispose();
}
