namespace DeployOps.Engine.EnvFiles;

/// <summary>What became of one value.</summary>
internal sealed class EnvInterpolationResult
{
    /// <summary>For values without a dollar sign.</summary>
    public static EnvInterpolationResult Untouched(string? value) => new() { Value = value ?? string.Empty };

    /// <summary>The value with every variable replaced.</summary>
    public required string Value { get; init; }

    /// <summary>True when something was replaced.</summary>
    public bool IsInterpolated { get; init; }

    /// <summary>Names referred to, each once, in order.</summary>
    public IReadOnlyList<string> ReferencedNames { get; init; } = [];

    /// <summary>Names that were neither set nor given a default.</summary>
    public IReadOnlyList<string> UnsetNames { get; init; } = [];

    /// <summary>Characters put out on the way, those of unused defaults included: what the work cost.</summary>
    public int Work { get; init; }

    /// <summary>Null when all went well.</summary>
    public EnvFileFormatReason? Error { get; init; }

    /// <summary>Where in the template the error is.</summary>
    public int ErrorOffset { get; init; }
}
