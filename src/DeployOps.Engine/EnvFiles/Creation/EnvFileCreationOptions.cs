namespace DeployOps.Engine.EnvFiles.Creation;

/// <summary>What <see cref="EnvFileCreation"/> is asked to do.</summary>
public sealed record EnvFileCreationOptions
{
    /// <summary>The shortest secret that may be generated, in characters of six bits each.</summary>
    public const int ShortestSecret = 32;

    /// <summary>The sample to follow.</summary>
    public required string SamplePath { get; init; }

    /// <summary>The file to write. It must not exist, unless <see cref="Merge"/>.</summary>
    public required string TargetPath { get; init; }

    /// <summary>Append the keys that an existing file lacks; nothing that is in it changes.</summary>
    public bool Merge { get; init; }

    /// <summary>Say what would be done, and write nothing.</summary>
    public bool WhatIf { get; init; }

    /// <summary>
    /// Values for keys. <c>${KEY}</c> in one stands for the value another key ends up with; any other dollar is itself.
    /// What is written is the expanded text, so that every reader of the file sees the same.
    /// </summary>
    public IReadOnlyDictionary<string, string> Values { get; init; } = new Dictionary<string, string>();

    /// <summary>The length of generated secrets, in characters; at least <see cref="ShortestSecret"/>.</summary>
    public int SecretLength { get; init; } = 48;

    /// <summary>The paths, never <see cref="Values"/>.</summary>
    public override string ToString() => $"{SamplePath} to {TargetPath}";
}
