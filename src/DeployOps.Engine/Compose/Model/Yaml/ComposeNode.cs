namespace DeployOps.Engine.Compose.Model.Yaml;

/// <summary>A value of a compose file, with its place. Immutable: an alias shares the node of its anchor.</summary>
public abstract class ComposeNode
{
    private protected ComposeNode(SourceLine source, ComposeMergeTag tag, (long Weight, int Depth) size)
    {
        Source = source;
        Tag = tag;
        Weight = size.Weight;
        Depth = size.Depth;
    }

    /// <summary>Where it stands.</summary>
    public SourceLine Source { get; }

    /// <summary>What its tag asks of the merge.</summary>
    internal ComposeMergeTag Tag { get; }

    /// <summary>How many nodes it stands for when every alias is written out.</summary>
    internal long Weight { get; }

    /// <summary>How many levels it has when every alias is written out.</summary>
    internal int Depth { get; }

    /// <summary>The kind and the place, never the value.</summary>
    public override string ToString() => $"{GetType().Name} at {Source}";
}

/// <summary>The tags by which an overriding file asks for more than a merge. Source: compose specification, 13-merge.</summary>
internal enum ComposeMergeTag
{
    /// <summary>Merge as usual.</summary>
    None,

    /// <summary><c>!reset</c>: remove what the earlier file says.</summary>
    Reset,

    /// <summary><c>!override</c>: replace what the earlier file says.</summary>
    Override,
}
