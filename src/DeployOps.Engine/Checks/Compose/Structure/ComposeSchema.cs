using System.Collections.Frozen;

namespace DeployOps.Engine.Checks.Compose.Structure;

/// <summary>The shapes a value may have.</summary>
[Flags]
internal enum ComposeShapes
{
    /// <summary>A single value.</summary>
    Single = 1,

    /// <summary>A list.</summary>
    List = 2,

    /// <summary>A mapping.</summary>
    Mapping = 4,
}

/// <summary>What the compose specification allows at a place.</summary>
internal sealed class ComposeSchema
{
    /// <summary>The shapes of the value.</summary>
    public required ComposeShapes Shapes { get; init; }

    /// <summary>The keys that are known; <see langword="null"/> when any key is allowed.</summary>
    public FrozenDictionary<string, ComposeSchema>? Keys { get; init; }

    /// <summary>What is below a key that is not in <see cref="Keys"/>, and below each item of a list.</summary>
    public ComposeSchema? Below { get; init; }

    /// <summary>The outermost level.</summary>
    public static ComposeSchema Root { get; } = ComposeSchemaTables.Create();
}
