using System.Text;

namespace DeployOps.Engine.Repository;

/// <summary>What git keeps under a tracked name.</summary>
public enum TrackedKind
{
    /// <summary>A file.</summary>
    File,

    /// <summary>A symbolic link; git keeps the text of its target.</summary>
    SymbolicLink,

    /// <summary>A submodule; git keeps the hash of its commit.</summary>
    Submodule,
}

/// <summary>
/// The names git tracks, kept as the bytes git wrote. A name need not be valid UTF-8 on Linux, and 100,000 names are
/// never needed as text at once: only the few that turn up in a finding are.
/// </summary>
public sealed class TrackedFiles
{
    private readonly byte[] _names;
    private readonly List<(int Start, int Length, TrackedKind Kind)> _entries;

    private TrackedFiles(byte[] names, List<(int Start, int Length, TrackedKind Kind)> entries)
    {
        _names = names;
        _entries = entries;
    }

    /// <summary>How many there are.</summary>
    public int Count => _entries.Count;

    /// <summary>Reads what <c>git ls-files --stage -z</c> writes: mode, hash and stage, a tab, the name, a zero byte.</summary>
    public static TrackedFiles Parse(byte[] output)
    {
        var entries = new List<(int Start, int Length, TrackedKind Kind)>();
        var position = 0;
        while (position < output.Length)
        {
            var length = output.AsSpan(position).IndexOf((byte)0);
            var record = output.AsSpan(position, length < 0 ? output.Length - position : length);
            var tab = record.IndexOf((byte)'\t');
            if (tab > 0)
            {
                var name = record[(tab + 1)..];

                // An unmerged file stands there once for each stage, one after the other.
                if (entries.Count == 0 || !name.SequenceEqual(output.AsSpan(entries[^1].Start, entries[^1].Length)))
                {
                    entries.Add((position + tab + 1, name.Length, KindOf(record)));
                }
            }

            position += record.Length + 1;
        }

        return new TrackedFiles(output, entries);
    }

    /// <summary>Names as git would list them, each a file.</summary>
    public static TrackedFiles Of(IEnumerable<string> names) =>
        Parse(Encoding.UTF8.GetBytes(string.Concat(names.Select(name => $"100644 0 0\t{name}\0"))));

    /// <summary>What is tracked under the name.</summary>
    public TrackedKind Kind(int index) => _entries[index].Kind;

    /// <summary>The name as text, with <c>/</c> between folders; bytes that are no UTF-8 turn into U+FFFD.</summary>
    public string Name(int index) => Encoding.UTF8.GetString(NameBytes(index));

    /// <summary>The name's bytes.</summary>
    public ReadOnlySpan<byte> NameBytes(int index) => _names.AsSpan(_entries[index].Start, _entries[index].Length);

    /// <summary>The name's bytes with the zero byte behind them, as the operating system wants them.</summary>
    internal ReadOnlySpan<byte> TerminatedName(int index) => _names.AsSpan(_entries[index].Start, _entries[index].Length + 1);

    /// <summary>All names as texts.</summary>
    public IEnumerable<string> Names() => Enumerable.Range(0, Count).Select(Name);

    private static TrackedKind KindOf(ReadOnlySpan<byte> record) => record.StartsWith("120000"u8)
        ? TrackedKind.SymbolicLink
        : record.StartsWith("160000"u8) ? TrackedKind.Submodule : TrackedKind.File;
}
