using DeployOps.Engine.Compose.Stacks;
using DeployOps.Engine.Processes;
using DeployOps.Engine.Releases.Operations;
using DeployOps.Engine.Tests.Releases.Health;
using DeployOps.Engine.Tests.Releases.Journal;

namespace DeployOps.Engine.Tests.Releases.Operations;

/// <summary>
/// A project's folder with a stack of a backend and a proxy, and an engine of a few lines: it knows the images and containers that a test gives
/// it, answers <c>config</c>, and changes nothing but names.
/// </summary>
internal sealed class StandInStack : IStackCommands, IContainerCommands, IImageCommands, IDisposable
{
    private readonly JournalFolder _folder = new();

    public StandInStack() => File.WriteAllText(Path.Combine(_folder.Project.Root, "compose.yaml"), """
        name: shop
        services:
          backend: { image: "shop/backend:${TAG:-1}" }
          proxy: { image: "shop/proxy:${TAG:-1}" }
        """);

    public JournalFolder Journal => _folder;

    public Engine.Project.DeployProject Project => _folder.Project with { Compose = new() { Files = ["compose.yaml"] } };

    public List<StackContainer> Containers { get; } = [];

    /// <summary>The images by name and by identifier; an identifier is its own.</summary>
    public Dictionary<string, string> Images { get; } = new(StringComparer.Ordinal);

    /// <summary>What compose makes of a stack.</summary>
    public Func<ComposeTarget, string> Plan { get; set; } = target => PlanOf(target.Environment.GetValueOrDefault("TAG") ?? "1");

    /// <summary>Whether compose takes a kept plan as it is; else <see cref="Plan"/> is asked for it too.</summary>
    public bool ReadsPlansBack { get; set; } = true;

    public List<ComposeTarget> Resolved { get; } = [];

    public static string PlanOf(string tag) =>
        """{"name":"shop","services":{"backend":{"image":"shop/backend:TAG","environment":{"OF":"TAG"}},"proxy":{"image":"shop/proxy:TAG"}}}""".Replace("TAG", tag, StringComparison.Ordinal);

    public Task<ReleaseSession> OpenAsync() => ReleaseSession.OpenAsync(
        Project,
        new ReleasePorts { Engine = new StackEngine(this, this, this), ProcessEnvironment = _ => null },
        OperationSettings.Of(Project, "test", healthTimeout: null, stability: null),
        CancellationToken.None);

    /// <summary>Lets a service run an image.</summary>
    public void Run(string service, string reference, string id, ContainerHealth health = ContainerHealth.Healthy)
    {
        Containers.RemoveAll(container => container.Service == service);
        Containers.Add(ScriptedContainers.Container(service, health) with { ImageReference = reference, ImageId = id });
        Images[reference] = Images[id] = id;
    }

    public Task<CapturedText> ResolveAsync(ComposeTarget stack, CommandScope scope, CancellationToken cancellationToken)
    {
        Resolved.Add(stack);
        return Task.FromResult(new CapturedText(ReadsPlansBack && stack.Files[0].EndsWith("compose.json", StringComparison.Ordinal) ? File.ReadAllText(stack.Files[0]) : Plan(stack)));
    }

    public Task<IReadOnlyList<StackContainer>> OfProjectAsync(string project, CancellationToken cancellationToken) => Task.FromResult<IReadOnlyList<StackContainer>>([.. Containers]);

    public Task<IReadOnlyDictionary<string, string>> IdsAsync(IReadOnlyCollection<string> references, CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyDictionary<string, string>>(references.Distinct().Where(Images.ContainsKey).ToDictionary(reference => reference, reference => Images[reference]));

    public Task TagAsync(string id, string reference, CancellationToken cancellationToken)
    {
        Images[reference] = id;
        return Task.CompletedTask;
    }

    public Task<IReadOnlyList<string>> NamesAsync(string? repositoryPattern, CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<string>>([.. Images.Keys.Where(name => name.StartsWith(repositoryPattern ?? "", StringComparison.Ordinal))]);

    public Task RemoveAsync(IReadOnlyCollection<string> references, CancellationToken cancellationToken) => throw Changing();

    public Task RemoveAsync(IReadOnlyList<string> ids, CancellationToken cancellationToken) => throw Changing();

    public Task BuildAsync(ComposeTarget stack, IReadOnlyList<string> services, CommandScope scope, CancellationToken cancellationToken) => throw Changing();

    public Task PullAsync(ComposeTarget stack, IReadOnlyList<string> services, CommandScope scope, CancellationToken cancellationToken) => throw Changing();

    public Task UpAsync(ComposeTarget stack, UpOptions options, CommandScope scope, CancellationToken cancellationToken) =>
        throw new StackCommandException("up", 1, new CapturedText("refused"));

    public Task DownAsync(ComposeTarget stack, DownOptions options, CommandScope scope, CancellationToken cancellationToken) => throw Changing();

    public Task<ProcessResult> RunAsync(ComposeTarget stack, string service, IReadOnlyList<string> command, CommandScope scope, CancellationToken cancellationToken) => throw Changing();

    public Task<IReadOnlyList<ContainerUsage>> UsageAsync(IReadOnlyList<string> ids, CancellationToken cancellationToken) => throw Changing();

    public Task<CapturedText> LogsAsync(string id, int lines, DateTimeOffset? since, bool withTimes, CancellationToken cancellationToken) => throw Changing();

    public Task<ProcessResult> ExecuteAsync(string id, IReadOnlyList<string> command, string? input, TimeSpan timeout, CancellationToken cancellationToken) => throw Changing();

    public Task StopAsync(IReadOnlyList<string> ids, TimeSpan? grace, CancellationToken cancellationToken) => throw Changing();

    public Task StartAsync(IReadOnlyList<string> ids, CancellationToken cancellationToken) => throw Changing();

    public void Dispose() => _folder.Dispose();

    private static NotSupportedException Changing() => new("Nothing of the stack is changed here.");
}
