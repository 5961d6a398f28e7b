using System.Globalization;
using System.Text;

namespace DeployOps.Engine.Processes;

/// <summary>A process as <c>/proc</c> of Linux shows it. Source: proc(5).</summary>
/// <param name="Id">Its number.</param>
/// <param name="Parent">Its parent's number; 1, or that of a subreaper, when the parent has ended.</param>
/// <param name="Start">The machine's start and the clock ticks from there to its own.</param>
/// <param name="Name">The first 15 characters of its program's name.</param>
/// <param name="IsZombie">Whether it has ended and is only waiting to be asked how.</param>
internal sealed record LinuxProcess(int Id, int Parent, string Start, string Name, bool IsZombie)
{
    private static readonly Lazy<string> Boot = new(() => ReadText("/proc/sys/kernel/random/boot_id") is { Length: >= 8 } id ? id[..8] : "");

    /// <summary>Every process that can be seen.</summary>
    public static IEnumerable<LinuxProcess> All()
    {
        foreach (var folder in Directory.EnumerateDirectories("/proc"))
        {
            if (int.TryParse(Path.GetFileName(folder.AsSpan()), NumberStyles.None, CultureInfo.InvariantCulture, out var id) && Read(id) is { } process)
            {
                yield return process;
            }
        }
    }

    /// <summary>A process; <see langword="null"/> when there is none of that number.</summary>
    public static LinuxProcess? Read(int id)
    {
        // The name stands in brackets and may hold brackets and blanks itself, so the rest is counted from the last bracket.
        var text = ReadText(FormattableString.Invariant($"/proc/{id}/stat"));
        var (open, close) = (text.IndexOf('(', StringComparison.Ordinal), text.LastIndexOf(')'));
        if (open < 0 || close < open)
        {
            return null;
        }

        var fields = text[(close + 1)..].Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return fields.Length > 19 && int.TryParse(fields[1], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var parent)
            ? new LinuxProcess(id, parent, $"{Boot.Value}:{fields[19]}", text[(open + 1)..close], fields[0] is "Z" or "X")
            : null;
    }

    /// <summary>Whether it was started with one of these variables, or by a process that was. The environment of another account's process cannot be seen.</summary>
    /// <param name="variables">Each as <c>NAME=value</c>.</param>
    public bool HasVariable(IReadOnlyCollection<string> variables)
    {
        var environment = ReadText(FormattableString.Invariant($"/proc/{Id}/environ"));
        return variables.Any(variable => $"\0{environment}\0".Contains($"\0{variable}\0", StringComparison.Ordinal));
    }

    private static string ReadText(string path)
    {
        try
        {
            return Encoding.Latin1.GetString(File.ReadAllBytes(path));
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            // It ended meanwhile, or belongs to another account.
            return "";
        }
    }
}
