using System.Diagnostics.CodeAnalysis;

namespace DeployOps.Engine.Compose.Model.Yaml;

/// <summary>A name with a value, in a mapping.</summary>
/// <param name="Key">The name.</param>
/// <param name="KeySource">Where the name stands.</param>
/// <param name="Value">The value.</param>
public sealed record ComposeEntry(string Key, SourceLine KeySource, ComposeNode Value);

/// <summary>A mapping of names to values, in the order of the file.</summary>
public sealed class ComposeMapping : ComposeNode
{
    private const int FewEntries = 8;
    private readonly Dictionary<string, ComposeEntry>? _index;

    internal ComposeMapping(SourceLine source, IReadOnlyList<ComposeEntry> entries, ComposeMergeTag tag = ComposeMergeTag.None)
        : base(source, tag, ComposeLimits.Size(entries.Select(entry => entry.Value)))
    {
        Entries = entries;
        if (entries.Count > FewEntries)
        {
            _index = entries.ToDictionary(entry => entry.Key, StringComparer.Ordinal);
        }
    }

    /// <summary>Its entries in order.</summary>
    public IReadOnlyList<ComposeEntry> Entries { get; }

    /// <summary>The value of a name, or null.</summary>
    public ComposeNode? this[string key] => Entry(key)?.Value;

    /// <summary>The entry of a name, or null.</summary>
    public ComposeEntry? Entry(string key)
    {
        if (_index is not null)
        {
            return _index.GetValueOrDefault(key);
        }

        foreach (var entry in Entries)
        {
            if (string.Equals(entry.Key, key, StringComparison.Ordinal))
            {
                return entry;
            }
        }

        return null;
    }

    /// <summary>A single value that is there and not null.</summary>
    public ComposeScalar? Scalar(string key) => this[key] is ComposeScalar { IsNull: false } scalar ? scalar : null;

    /// <summary>A mapping that is there.</summary>
    public ComposeMapping? Mapping(string key) => this[key] as ComposeMapping;

    /// <summary>Whether the name is there with anything but null.</summary>
    public bool Has(string key, [NotNullWhen(true)] out ComposeNode? value)
    {
        value = this[key] is ComposeScalar { IsNull: true } ? null : this[key];
        return value is not null;
    }
}
