namespace DeployOps.Engine.Files.Permissions;

/// <summary>Who may read or change a file, as it was found.</summary>
public sealed record FilePermissionState
{
    /// <summary>The file as it was named.</summary>
    public required string Path { get; init; }

    /// <summary>The file that counts: the final target of a symbolic link, or <see cref="Path"/> itself.</summary>
    public required string Target { get; init; }

    /// <summary>The rights in short, such as <c>mode 0644</c>, or the accounts of a Windows access list.</summary>
    public required string Rights { get; init; }

    /// <summary>The rights that <see cref="IFilePermissions.RestrictToOwner"/> would leave.</summary>
    public required string RightsWhenRestricted { get; init; }

    /// <summary>What keeps the file from being its owner's alone; empty when nothing does.</summary>
    public IReadOnlyList<FileWeakness> Weaknesses { get; init; } = [];

    /// <summary>Whether the rights of the file itself are the owner's alone, whatever its folder and its owner are.</summary>
    public bool HasPrivateRights => Weaknesses.All(weakness => weakness.Kind != FileWeaknessKind.Rights);
}

/// <summary>What kind of thing keeps a file from being its owner's alone.</summary>
public enum FileWeaknessKind
{
    /// <summary>The file's own rights: <see cref="IFilePermissions.RestrictToOwner"/> mends them.</summary>
    Rights,

    /// <summary>Another account owns it and may give rights away.</summary>
    Owner,

    /// <summary>Others may replace it, because they may write into its folder.</summary>
    Folder,
}

/// <summary>One thing that keeps a file from being its owner's alone.</summary>
/// <param name="Kind">What kind of thing.</param>
/// <param name="Text">Who may do what, such as "others may read it".</param>
public sealed record FileWeakness(FileWeaknessKind Kind, string Text);
