using System.Text;
using DeployOps.Engine.Processes;

namespace DeployOps.Engine.Compose.Stacks;

/// <summary>Puts the two streams of a container's log back into one order, by the time stamps that docker wrote before each line.</summary>
internal static class ContainerLogMerge
{
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

    // The time stamps have nine digits after the point and end with Z, so that their order as text is that of time.
    private static IEnumerable<(string Time, string Line)> Lines(string text) =>
        text.Split('\n').Where(line => line.Length > 0).Select(line => line.IndexOf(' ', StringComparison.Ordinal) is var blank && blank > 0
            ? (line[..blank], line[(blank + 1)..].TrimEnd('\r'))
            : ("", line));
}
