namespace DeployOps.Engine.Compose.Model.Yaml;

/// <summary>
/// Collects the entries of a mapping: a name stands once, and what <c>&lt;&lt;</c> brings in gives way to what is written.
/// Of several merged mappings the first that has a name wins (YAML merge key, https://yaml.org/type/merge.html).
/// </summary>
internal sealed class ComposeMappingBuilder
{
    private readonly List<ComposeEntry> _entries = [];
    private readonly HashSet<string> _names = new(StringComparer.Ordinal);
    private readonly List<ComposeMapping> _merged = [];

    public void Add(ComposeEntry entry)
    {
        if (!_names.Add(entry.Key))
        {
            throw ComposeFormatException.At(ComposeFormatReason.DuplicateKey, entry.KeySource);
        }

        _entries.Add(entry);
    }

    public void Merge(ComposeNode value)
    {
        switch (value)
        {
            case ComposeMapping mapping:
                _merged.Add(mapping);
                break;
            case ComposeSequence sequence:
                foreach (var item in sequence.Items)
                {
                    _merged.Add(item as ComposeMapping ?? throw ComposeFormatException.At(ComposeFormatReason.BadMergeKey, item.Source));
                }

                break;
            default:
                throw ComposeFormatException.At(ComposeFormatReason.BadMergeKey, value.Source);
        }
    }

    public IReadOnlyList<ComposeEntry> Build()
    {
        foreach (var mapping in _merged)
        {
            foreach (var entry in mapping.Entries)
            {
                if (_names.Add(entry.Key))
                {
                    _entries.Add(entry);
                }
            }
        }

        return _entries;
    }
}
