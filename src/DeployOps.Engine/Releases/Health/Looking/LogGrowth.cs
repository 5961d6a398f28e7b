using System.Globalization;
using System.Text;
using DeployOps.Engine.Compose.Stacks;

namespace DeployOps.Engine.Releases.Health.Looking;

/// <summary>
/// How fast a container's log grows. The log itself is asked and not its file: the file may be on another machine or of another log
/// driver, and one that is rotated has forgotten how much was written.
/// </summary>
internal static class LogGrowth
{
    private const int MostLines = 5000;

    private static readonly TimeSpan Span = TimeSpan.FromMinutes(10);

    // Below this a start, which writes much at once, would look like growth.
    private static readonly TimeSpan Youngest = TimeSpan.FromMinutes(2);

    /// <summary>Bytes an hour, the time stamp of each line included, over the last minutes; <see langword="null"/> for a container that has just started.</summary>
    public static async Task<long?> MeasureAsync(IContainerCommands containers, StackContainer container, DateTimeOffset now, CancellationToken cancellationToken)
    {
        if (container.State != ContainerState.Running || now - container.Started < Youngest)
        {
            return null;
        }

        var text = (await containers.LogsAsync(container.Id, MostLines, now - Span, withTimes: true, cancellationToken).ConfigureAwait(false)).Reveal();
        return (long)(Encoding.UTF8.GetByteCount(text) / SpanOf(text, now).TotalHours);
    }

    // When the lines that may be read do not reach back to the beginning of the span, their own first one says when they began.
    private static TimeSpan SpanOf(string text, DateTimeOffset now)
    {
        var first = text.AsSpan(0, Math.Max(0, text.IndexOf(' ', StringComparison.Ordinal)));
        return text.AsSpan().Count('\n') >= MostLines && DateTimeOffset.TryParse(first, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var begin) && begin < now
            ? now - begin
            : Span;
    }
}
