using System.Collections.Concurrent;
using DeployOps.Engine.Releases;
using DeployOps.Engine.Releases.Deployment;
using DeployOps.Engine.Releases.Journal;
using DeployOps.Engine.Releases.Rollback;
using DeployOps.Integration.Tests.Stacks;
using DeployOps.Integration.Tests.Support;

namespace DeployOps.Integration.Tests.Releases.Deployment;

/// <summary>Deploys and rolls back a <see cref="TinyStack"/>, and looks at what is left.</summary>
internal sealed class StackRun(TinyStack stack)
{
    private static readonly TimeSpan Window = TimeSpan.FromSeconds(1);

    /// <summary>Every text that was shown.</summary>
    public ConcurrentQueue<string> Shown { get; } = new();

    public Task<ReleaseReport> DeployAsync(string tag, string behaviour = "ok", Func<DeploymentOptions, DeploymentOptions>? with = null, CancellationToken cancellationToken = default)
    {
        stack.Behave(behaviour);
        var options = new DeploymentOptions
        {
            Tag = tag,
            SkipPreflight = true,
            Reason = "the gate has tests of its own",
            Stability = Window,
            OnProgress = progress => Shown.Enqueue(progress.Message),
            OnOutput = Shown.Enqueue,
        };
        return new DeployRelease(stack.Project).RunAsync(with?.Invoke(options) ?? options, cancellationToken);
    }

    public Task<ReleaseReport> RollBackAsync(Func<RollbackOptions, RollbackOptions>? with = null)
    {
        var options = new RollbackOptions { Stability = Window, OnProgress = progress => Shown.Enqueue(progress.Message), OnOutput = Shown.Enqueue };
        return new RollBackRelease(stack.Project).RunAsync(with?.Invoke(options) ?? options, CancellationToken.None);
    }

    public Task<JournalContent> JournalAsync() => new ReleaseJournal(stack.Project).ReadAsync(CancellationToken.None);

    /// <summary>The containers of the stack, each as <c>service image state</c>.</summary>
    public async Task<IReadOnlyList<string>> ContainersAsync() => Lines(await Command.SucceedAsync(
        null, "docker", "ps", "-a", "--filter", $"label=com.docker.compose.project={stack.Name}", "--format", "{{.Label \"com.docker.compose.service\"}} {{.Image}} {{.State}}"));

    /// <summary>The names of the images that belong to the stack.</summary>
    public async Task<IReadOnlyList<string>> ImagesAsync() =>
        [.. Lines(await Command.SucceedAsync(null, "docker", "image", "ls", "--format", "{{.Repository}}:{{.Tag}}")).Where(name => name.Contains(stack.Name, StringComparison.Ordinal))];

    /// <summary>Everything under <c>.deployops</c> and the release log that is not a plan.</summary>
    public string Written() => string.Join('\n', Directory.EnumerateFiles(stack.Root, "*", SearchOption.AllDirectories)
        .Where(file => !file.EndsWith("compose.json", StringComparison.Ordinal) && Path.GetFileName(file) != ".env.prod").Select(File.ReadAllText));

    private static IReadOnlyList<string> Lines(string text) => [.. text.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Order(StringComparer.Ordinal)];
}
