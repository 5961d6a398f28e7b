namespace DeployOps.Engine.EnvFiles.Creation;

/// <summary>Where the value of a key came from.</summary>
public enum EnvValueOrigin
{
    /// <summary>A random secret.</summary>
    Generated,

    /// <summary>The one value that is right in production.</summary>
    Fixed,

    /// <summary>From the values the caller gave.</summary>
    Template,

    /// <summary>The sample's own value, which is no placeholder.</summary>
    Sample,

    /// <summary>Nothing is known: to be filled in by the admin.</summary>
    LeftEmpty,

    /// <summary>It was in the file already.</summary>
    Kept,
}

/// <summary>One key and where its value came from. The value is not in it.</summary>
/// <param name="Key">The key.</param>
/// <param name="Origin">Where its value came from.</param>
public sealed record EnvKeyOutcome(string Key, EnvValueOrigin Origin);

/// <summary>What was done, or with WhatIf would be: keys only, never a value.</summary>
/// <param name="TargetPath">The file.</param>
/// <param name="IsWritten">False with WhatIf, and when a merge found nothing missing.</param>
/// <param name="Keys">Each key once: those of an existing file first, then the sample's order.</param>
public sealed record EnvFileCreationResult(string TargetPath, bool IsWritten, IReadOnlyList<EnvKeyOutcome> Keys)
{
    /// <summary>The keys whose values the admin has still to fill in.</summary>
    public IEnumerable<string> ToBeFilledIn => Keys.Where(key => key.Origin == EnvValueOrigin.LeftEmpty).Select(key => key.Key);
}
