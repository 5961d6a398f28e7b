using DeployOps.Engine.Compose.Plans;
using DeployOps.Engine.Compose.Stacks;
using DeployOps.Engine.Processes;
using DeployOps.Engine.Project;
using DeployOps.Engine.Releases.Smoke;
using DeployOps.Engine.Releases.Strategies;
using DeployOps.Engine.Tests.Releases.Health;

namespace DeployOps.Engine.Tests.Releases.Strategies;

/// <summary>
/// An engine of a few lines: <c>up</c> makes containers of a plan's services as compose would, and everything that is asked of it is kept
/// in order. What hashes and images are is told by the test.
/// </summary>
internal sealed class ScriptedEngine : IStackCommands, IContainerCommands, IProcessRunner
{
    private int _made;

    public List<string> Calls { get; } = [];

    public List<StackContainer> Containers { get; } = [];

    public SwiftTime Time { get; } = new();

    /// <summary>The hash that compose gives a service at present.</summary>
    public string Hash { get; set; } = "new";

    /// <summary>How a container that is made turns out.</summary>
    public Func<StackContainer, StackContainer> Outcome { get; set; } = container => container;

    /// <summary>How the switch ends, by its color.</summary>
    public Func<string, int> Switch { get; set; } = _ => 0;

    public Func<SmokeOptions, bool> Smoke { get; set; } = _ => true;

    public IReadOnlyList<string> Services { get; init; } = [];

    public StrategyContext Context(DeployProject project, ComposePlan plan) => new()
    {
        Project = project,
        Target = ComposeTarget.OfPlan("shop", project.Root, Path.Combine(project.Root, "plan.json")),
        Plan = plan,
        Tag = "2",
        WantedImages = plan.Services.ToDictionary(service => service.Name, _ => "sha256:new"),
        Engine = new StackEngine(this, this, null!),
        Processes = this,
        HealthTimeout = TimeSpan.FromSeconds(30),
        Stability = TimeSpan.FromSeconds(2),
        Redact = text => text.Replace("hunter2", "[hidden]", StringComparison.Ordinal),
        Smoke = (options, _) =>
        {
            Calls.Add($"smoke {options.StackName}");
            return Task.FromResult(new SmokeReport { BaseUrl = "", Summary = "GET / answered 500.", Answers = [new SmokeAnswer("/", Smoke(options), 500, TimeSpan.Zero, 1, "")] });
        },
        Time = Time,
    };

    public void Running(string service, string hash, string image, string project = "shop") => Containers.Add(Made(service, project) with { ConfigurationHash = hash, ImageId = image });

    public Task UpAsync(ComposeTarget stack, UpOptions options, CommandScope scope, CancellationToken cancellationToken)
    {
        var scale = string.Concat(options.Scale.Select(pair => $" {pair.Key}={pair.Value}"));
        Calls.Add($"up {stack.Name}{(options.KeepExisting ? " --no-recreate" : "")}{scale} [{string.Join(',', options.Services)}]");
        var plan = File.Exists(stack.Files[0]) ? ComposePlan.Parse(new CapturedText(File.ReadAllText(stack.Files[0]))) : null;
        var services = options.Services.Count > 0 ? options.Services : [.. plan?.Services.Select(service => service.Name) ?? Services];
        foreach (var service in services)
        {
            var there = Containers.Where(container => container.Project == stack.Name && container.Service == service).ToList();
            if (!options.KeepExisting)
            {
                there.Where(container => container.ConfigurationHash != Hash || container.ImageId != "sha256:new").ToList().ForEach(container => Containers.Remove(container));
            }

            var count = Containers.Count(container => container.Project == stack.Name && container.Service == service);
            for (; count < options.Scale.GetValueOrDefault(service, 1); count++)
            {
                Containers.Add(Outcome(Made(service, stack.Name) with { ConfigurationHash = Hash, ImageId = "sha256:new" }));
            }
        }

        return Task.CompletedTask;
    }

    public Task DownAsync(ComposeTarget stack, DownOptions options, CommandScope scope, CancellationToken cancellationToken)
    {
        Calls.Add($"down {stack.Name}");
        Containers.RemoveAll(container => container.Project == stack.Name);
        return Task.CompletedTask;
    }

    public Task<IReadOnlyList<StackContainer>> OfProjectAsync(string project, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return Task.FromResult<IReadOnlyList<StackContainer>>([.. Containers.Where(container => container.Project == project)]);
    }

    public Task StopAsync(IReadOnlyList<string> ids, TimeSpan? grace, CancellationToken cancellationToken) => Noted("stop", ids);

    public Task RemoveAsync(IReadOnlyList<string> ids, CancellationToken cancellationToken)
    {
        Containers.RemoveAll(container => ids.Contains(container.Id));
        return Noted("remove", ids);
    }

    public Task<CapturedText> LogsAsync(string id, int lines, DateTimeOffset? since, bool withTimes, CancellationToken cancellationToken) =>
        Task.FromResult(new CapturedText("ERROR: cannot open with hunter2"));

    public Task<ProcessResult> RunAsync(ProcessRequest request, CancellationToken cancellationToken)
    {
        if (request.Arguments.Contains("--hash"))
        {
            return Task.FromResult(Result(0, string.Join('\n', Services.Select(service => $"{service} {Hash}"))));
        }

        var color = request.Environment["DEPLOYOPS_COLOR"]!;
        Calls.Add($"switch {color} {request.Environment["DEPLOYOPS_TAG"]} {request.Environment.GetValueOrDefault("DEPLOYOPS_CONTAINER_BACKEND")}");
        return Task.FromResult(Result(Switch(color), "hunter2 refused"));
    }

    public Task<CapturedText> ResolveAsync(ComposeTarget stack, CommandScope scope, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task BuildAsync(ComposeTarget stack, IReadOnlyList<string> services, CommandScope scope, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task PullAsync(ComposeTarget stack, IReadOnlyList<string> services, CommandScope scope, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<ProcessResult> RunAsync(ComposeTarget stack, string service, IReadOnlyList<string> command, CommandScope scope, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<ProcessResult> RunStreamingAsync(ProcessRequest request, Func<Stream, CancellationToken, Task> readOutput, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<IReadOnlyList<ContainerUsage>> UsageAsync(IReadOnlyList<string> ids, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<ProcessResult> ExecuteAsync(string id, IReadOnlyList<string> command, string? input, TimeSpan timeout, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task StartAsync(IReadOnlyList<string> ids, CancellationToken cancellationToken) => throw new NotSupportedException();

    private StackContainer Made(string service, string project)
    {
        var number = ++_made;
        return ScriptedContainers.Container(service, number: number) with { Id = $"{service}{number}", Name = $"{project}-{service}-{number}", Project = project };
    }

    private Task Noted(string verb, IReadOnlyList<string> ids)
    {
        if (ids.Count > 0)
        {
            Calls.Add($"{verb} {string.Join(',', ids)}");
        }

        return Task.CompletedTask;
    }

    private static ProcessResult Result(int exitCode, string output) => new(exitCode, new CapturedText(output), new CapturedText(""), TimeSpan.Zero);
}
