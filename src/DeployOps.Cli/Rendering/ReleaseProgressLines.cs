using System.Globalization;
using DeployOps.Engine.Releases;
using Spectre.Console;

namespace DeployOps.Cli.Rendering;

/// <summary>The steps of a release as they are taken: one line when each ends; what it does meanwhile in a live line, or a line of its own.</summary>
internal sealed class ReleaseProgressLines(IAnsiConsole console)
{
    private readonly StatusMarks _marks = new(console.Profile.Capabilities.Unicode);
    private readonly Dictionary<ReleaseStep, long> _started = [];

    /// <summary>Shows what is being done in the live line of a terminal; <see langword="null"/> where there is none.</summary>
    public Action<string>? Live { get; set; }

    public void Write(ReleaseProgress progress)
    {
        if (progress.Service is null && progress.Outcome != StepOutcome.Unfinished)
        {
            WriteEnd(progress);
            return;
        }

        _started.TryAdd(progress.Step, TimeProvider.System.GetTimestamp());
        var text = progress.Service is { } service && !progress.Message.StartsWith($"{service}:", StringComparison.Ordinal) ? $"{service}: {progress.Message}" : progress.Message;
        if (Live is { } live)
        {
            live($"{progress.Step}: {text}");
        }
        else
        {
            console.MarkupLineInterpolated($"  [grey]{progress.Step.ToString().PadRight(ReleaseRenderer.StepWidth)} {text}[/]");
        }
    }

    private void WriteEnd(ReleaseProgress progress)
    {
        var took = _started.Remove(progress.Step, out var started) ? TimeProvider.System.GetElapsedTime(started) : TimeSpan.Zero;
        console.MarkupLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{_marks.Of(progress.Outcome)} {progress.Step.ToString().PadRight(ReleaseRenderer.StepWidth)} {took.TotalSeconds,7:0.0} s  {Markup.Escape(progress.Message)}"));
    }
}
