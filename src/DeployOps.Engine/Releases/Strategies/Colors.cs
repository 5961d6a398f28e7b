using DeployOps.Engine.Compose.Plans;
using DeployOps.Engine.Compose.Stacks;
using DeployOps.Engine.Releases.Health;

namespace DeployOps.Engine.Releases.Strategies;

/// <summary>The colors of one stack: their names, their plans, what runs of them, and the record of which is live.</summary>
internal sealed class Colors(StrategyContext context, IReadOnlyList<string> services)
{
    public StrategyContext Context => context;

    /// <summary>The services that go by blue-green.</summary>
    public IReadOnlyList<string> Services => services;

    /// <summary>The services that stay in the stack's own project.</summary>
    public IReadOnlyList<string> Others { get; } = [.. context.Plan.Services.Select(service => service.Name).Except(services)];

    /// <summary>The compose project's name of a color.</summary>
    public static string NameOf(string stack, ReleaseColor color) => color == ReleaseColor.Plain ? stack : $"{stack}-{color.ToString().ToLowerInvariant()}";

    public string NameOf(ReleaseColor color) => NameOf(context.Target.Name, color);

    public async Task<ColorLook> LookAsync(CancellationToken cancellationToken)
    {
        var found = new Dictionary<ReleaseColor, IReadOnlyList<StackContainer>>();
        foreach (var color in Enum.GetValues<ReleaseColor>())
        {
            found[color] = [.. (await context.Engine.Containers.OfProjectAsync(NameOf(color), cancellationToken).ConfigureAwait(false)).Where(container => !container.IsOneOff && services.Contains(container.Service))];
        }

        return new ColorLook(found);
    }

    public ColorRecord? Record() => ColorRecord.Read(context.Project, context.Target.Name);

    public Task WriteAsync(ColorRecord record, CancellationToken cancellationToken) => record.WriteAsync(context.Project, context.Target.Name, cancellationToken);

    /// <summary>
    /// The stack of a color: the blue-green services alone, in the networks that the others are in, on the same volumes, with ports that
    /// the engine chooses. Networks that only they are in are the color's own.
    /// </summary>
    public ComposeTarget TargetOf(ReleaseColor color)
    {
        var shared = context.Plan.Services.Where(service => Others.Contains(service.Name)).SelectMany(service => service.Networks).ToHashSet(StringComparer.Ordinal);
        var plan = context.Plan.Only(services).WithSharedNetworks(shared).Renamed(NameOf(color)).WithVolumesOf(context.Plan).WithEphemeralPorts().WithoutBuilds();
        return Written(plan, NameOf(color)) with { Name = NameOf(color) };
    }

    /// <summary>The stack without the blue-green services.</summary>
    public StrategyContext Base()
    {
        var plan = context.Plan.Without(services);
        return context with { Plan = plan, Target = Written(plan, $"{context.Target.Name}-others"), RemoveOrphans = false };
    }

    public IReadOnlyList<ExpectedService> Expected() => [.. services.Select(service => new ExpectedService(service, context.Plan.Find(service)!.Containers))];

    /// <summary>Stops and removes the containers of a color, and its networks.</summary>
    public async Task RemoveAsync(ReleaseColor color, CancellationToken cancellationToken)
    {
        var look = await LookAsync(cancellationToken).ConfigureAwait(false);
        var ids = look.Of(color).Select(container => container.Id).ToList();
        await context.Engine.Containers.StopAsync(ids, grace: null, cancellationToken).ConfigureAwait(false);
        await context.Engine.Containers.RemoveAsync(ids, cancellationToken).ConfigureAwait(false);
        var plan = PathOf(NameOf(color));
        if (color != ReleaseColor.Plain && File.Exists(plan))
        {
            await context.Engine.Stacks.DownAsync(TargetAt(plan) with { Name = NameOf(color) }, new DownOptions(), context.Scope, cancellationToken).ConfigureAwait(false);
            File.Delete(plan);
        }
    }

    private ComposeTarget Written(ComposePlan plan, string name)
    {
        ColorRecord.Folder(context.Project);
        plan.Write(PathOf(name));
        return TargetAt(PathOf(name));
    }

    private ComposeTarget TargetAt(string plan) => context.Target with { Files = [plan], EnvFiles = [] };

    private string PathOf(string name) => context.Project.FullPath($"{Files.StateFolder.Name}/colors/{name}.compose.json");
}
