namespace DeployOps.Engine.Compose.Model.Yaml;

/// <summary>A list.</summary>
public sealed class ComposeSequence : ComposeNode
{
    internal ComposeSequence(SourceLine source, IReadOnlyList<ComposeNode> items, ComposeMergeTag tag = ComposeMergeTag.None)
        : base(source, tag, ComposeLimits.Size(items)) => Items = items;

    /// <summary>Its items in order.</summary>
    public IReadOnlyList<ComposeNode> Items { get; }
}
