using DeployOps.Engine.Compose.Plans;
using DeployOps.Engine.Compose.Stacks;

namespace DeployOps.Engine.Releases.Strategies;

/// <summary>One release of the blue-green services, from the settled state before it.</summary>
internal sealed class ColorRelease(Colors colors, ColorRecord before)
{
    private static readonly TimeSpan CleanUp = TimeSpan.FromMinutes(5);
    private readonly StrategyContext _context = colors.Context;
    private readonly ColorSwitch _switch = new(colors.Context);

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        if (before.Live is { } live && live != ReleaseColor.Plain && await RunsAsWantedAsync(live, cancellationToken).ConfigureAwait(false))
        {
            await UpOthersAsync(cancellationToken).ConfigureAwait(false);
            await SwitchAsync(live, _context.Tag, cancellationToken).ConfigureAwait(false);
            await ClearAsync(live, cancellationToken).ConfigureAwait(false);
            return;
        }

        var next = before.Live == ReleaseColor.Blue ? ReleaseColor.Green : ReleaseColor.Blue;
        await colors.WriteAsync(before with { Next = next }, cancellationToken).ConfigureAwait(false);
        var isSwitched = false;
        try
        {
            await PrepareAsync(next, cancellationToken).ConfigureAwait(false);
            await colors.WriteAsync(before with { Next = next, IsSwitching = true }, cancellationToken).ConfigureAwait(false);
            isSwitched = true;
            await SwitchAsync(next, _context.Tag, cancellationToken).ConfigureAwait(false);
            await ColorCheck.PublicAsync(_context, cancellationToken).ConfigureAwait(false);
            await colors.WriteAsync(new ColorRecord(next, _context.Tag), cancellationToken).ConfigureAwait(false);
        }
        catch (Exception failure)
        {
            var (left, output) = await TakeBackAsync(next, isSwitched).ConfigureAwait(false);
            if (failure is not UpStrategyException strategy)
            {
                throw;
            }

            throw new UpStrategyException($"{strategy.Message} {left}", strategy.RecommendedAction, strategy.Output.Length > 0 ? strategy.Output : output, strategy);
        }

        if (before.Live is { } replaced)
        {
            _context.Say($"{colors.NameOf(next)} is live; {colors.NameOf(replaced)} runs {_context.Settings.BlueGreen.Keep.TotalSeconds:0.#} s longer");
            await Task.Delay(_context.Settings.BlueGreen.Keep, _context.Time, cancellationToken).ConfigureAwait(false);
        }

        await ClearAsync(next, cancellationToken).ConfigureAwait(false);
    }

    private async Task PrepareAsync(ReleaseColor next, CancellationToken cancellationToken)
    {
        var others = colors.Base();
        bool IsBehind(string service) => _context.Plan.AllDependenciesOf(service).Overlaps(colors.Services);
        var first = colors.Others.Where(service => !IsBehind(service)).ToList();
        if (first.Count > 0)
        {
            await RollingStrategy.ReplaceAsync(others, first, cancellationToken).ConfigureAwait(false);
            await ColorCheck.DependenciesAsync(colors, first, cancellationToken).ConfigureAwait(false);
        }

        _context.Say($"{colors.NameOf(next)} starts beside {(before.Live is { } live ? colors.NameOf(live) : "nothing")}");
        await _context.Engine.Stacks.UpAsync(colors.TargetOf(next), new UpOptions { RemoveOrphans = true }, _context.Scope, cancellationToken).ConfigureAwait(false);
        await ColorCheck.HealthyAsync(colors, next, cancellationToken).ConfigureAwait(false);
        if (first.Count < colors.Others.Count)
        {
            await RollingStrategy.ReplaceAsync(others, [], cancellationToken).ConfigureAwait(false);
        }
    }

    private async Task UpOthersAsync(CancellationToken cancellationToken)
    {
        if (colors.Others.Count > 0)
        {
            await RollingStrategy.ReplaceAsync(colors.Base(), [], cancellationToken).ConfigureAwait(false);
        }
    }

    private async Task SwitchAsync(ReleaseColor color, string tag, CancellationToken cancellationToken)
    {
        var look = await colors.LookAsync(cancellationToken).ConfigureAwait(false);
        await _switch.RunAsync(color, tag, look.Of(color), cancellationToken).ConfigureAwait(false);
    }

    private async Task<bool> RunsAsWantedAsync(ReleaseColor color, CancellationToken cancellationToken)
    {
        var hashes = await new PlanHashes(_context.Processes).OfAsync(colors.TargetOf(color), _context.Scope, cancellationToken).ConfigureAwait(false);
        var look = await colors.LookAsync(cancellationToken).ConfigureAwait(false);
        return colors.Services.All(service => look.Of(color).Where(container => container.Service == service).ToList() is var containers
            && containers.Count == _context.Plan.Find(service)!.Containers
            && containers.TrueForAll(container => container.State == ContainerState.Running
                && container.ConfigurationHash == hashes.GetValueOrDefault(service)
                && (!_context.WantedImages.TryGetValue(service, out var image) || container.ImageId == image)));
    }

    // Every other color, and the containers of these services in the stack's own project.
    private async Task ClearAsync(ReleaseColor live, CancellationToken cancellationToken)
    {
        foreach (var color in Enum.GetValues<ReleaseColor>().Where(color => color != live))
        {
            await colors.RemoveAsync(color, cancellationToken).ConfigureAwait(false);
        }
    }

    // Nothing is to be left half done because the caller gave up: this has a time limit of its own.
    private async Task<(string Left, string Output)> TakeBackAsync(ReleaseColor next, bool isSwitched)
    {
        using var limit = new CancellationTokenSource(CleanUp);
        var output = "";
        try
        {
            var look = await colors.LookAsync(limit.Token).ConfigureAwait(false);
            output = await StrategyEvidence.OfAsync(_context, look.Of(next), limit.Token).ConfigureAwait(false);
            if (isSwitched && before.Live is { } live)
            {
                await _switch.RunAsync(live, before.LiveTag, look.Of(live), limit.Token).ConfigureAwait(false);
            }

            await colors.RemoveAsync(next, limit.Token).ConfigureAwait(false);
            await colors.WriteAsync(before, limit.Token).ConfigureAwait(false);
            return ($"{Proxy(isSwitched)}; {colors.NameOf(next)} was removed.", output);
        }
        catch (Exception failure) when (failure is DeployOpsException or OperationCanceledException or IOException)
        {
            // The record still says that a switch is open: the next command settles it.
            return ($"{colors.NameOf(next)} could not be taken back ({failure.Message}); the next release or rollback settles it.", output);
        }
    }

    private string Proxy(bool isSwitched) =>
        !isSwitched ? "The proxy was not switched"
        : before.Live is { } live ? $"The proxy was switched back to {colors.NameOf(live)}"
        : "The proxy points at nothing, because nothing ran before";
}
