using System.Text;
using System.Text.RegularExpressions;
using DeployOps.Engine.Processes;

namespace DeployOps.Engine.Compose.Stacks;

/// <summary>Puts the two streams of a container's log back into one order, by the time stamps that docker wrote before each line.</summary>
internal static partial class ContainerLogMerge
{
    /// <summary>The least that the daemon reads before it cuts a line: 16 KiB; other log drivers than its own take more.</summary>
    private const int ShortestPiece = 16 * 1024;

    /// <summary>The most bytes of UTF-8 that one UTF-16 unit stands for.</summary>
    private const int LongestCharacter = 3;

    public static CapturedText Merge(string output, string errors, bool withTimes)
    {
        var lines = Lines(output).Concat(Lines(errors)).OrderBy(line => line.Time, StringComparer.Ordinal);
        var text = new StringBuilder(output.Length + errors.Length);
        foreach (var (time, line) in lines)
        {
            text.Append(withTimes ? time : "").Append(withTimes ? " " : "").Append(line).Append('\n');
        }

        return new CapturedText(text.ToString());
    }

    // A line of the container that is longer than the daemon's buffer comes in several pieces, each with its own stamp, which would stand
    // in the middle of a word, or of a secret. A stamp that a program writes itself stays: it does not stand so far from the last one.
    private static string WithoutInnerStamps(string line)
    {
        if (line.Length < ShortestPiece / LongestCharacter)
        {
            return line;
        }

        StringBuilder? whole = null;
        var start = 0;
        foreach (var stamp in Stamp().EnumerateMatches(line))
        {
            if (Encoding.UTF8.GetByteCount(line.AsSpan(start, stamp.Index - start)) >= ShortestPiece)
            {
                whole = (whole ?? new StringBuilder(line.Length)).Append(line, start, stamp.Index - start);
                start = stamp.Index + stamp.Length;
            }
        }

        return whole is null ? line : whole.Append(line, start, line.Length - start).ToString();
    }

    [GeneratedRegex(@"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{9}Z ", RegexOptions.CultureInvariant)]
    private static partial Regex Stamp();

    // The time stamps have nine digits after the point and end with Z, so that their order as text is that of time.
    private static IEnumerable<(string Time, string Line)> Lines(string text) =>
        text.Split('\n').Where(line => line.Length > 0).Select(line => line.IndexOf(' ', StringComparison.Ordinal) is var blank && blank > 0
            ? (line[..blank], WithoutInnerStamps(line[(blank + 1)..].TrimEnd('\r')))
            : ("", line));
}
