namespace DeployOps.Engine.Compose.Model.Yaml;

/// <summary>How much a compose file may ask for. A file beyond them is refused by name, instead of taking all memory or the stack.</summary>
public static class ComposeLimits
{
    /// <summary>The largest file, in bytes: a thousand services need about one mebibyte.</summary>
    public const int LargestFile = 16 * 1024 * 1024;

    /// <summary>The deepest nesting; the compose specification needs about ten.</summary>
    public const int DeepestNesting = 100;

    /// <summary>The most nodes when all aliases are written out.</summary>
    public const long MostNodes = 2_000_000;

    /// <summary>The most files by way of include and extends.</summary>
    public const int MostFiles = 1_000;

    internal static (long Weight, int Depth) Size(IEnumerable<ComposeNode> children)
    {
        long weight = 1;
        var depth = 0;
        foreach (var child in children)
        {
            weight += child.Weight;
            depth = Math.Max(depth, child.Depth);
        }

        return (weight, depth + 1);
    }
}
