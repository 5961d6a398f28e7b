namespace DeployOps.Engine.Files.Permissions;

/// <summary>What <see cref="ProtectEnvFile"/> is asked to do.</summary>
public sealed record ProtectEnvFileOptions
{
    /// <summary>The files.</summary>
    public required IReadOnlyList<string> Paths { get; init; }

    /// <summary>Whether to say only what would be done.</summary>
    public bool WhatIf { get; init; }
}

/// <summary>What became of one file.</summary>
public sealed record ProtectedFile
{
    /// <summary>The file as it was named.</summary>
    public required string Path { get; init; }

    /// <summary>Its rights before, such as <c>mode 0644</c>.</summary>
    public required string Before { get; init; }

    /// <summary>Its rights now, as they were read again; with <see cref="ProtectEnvFileOptions.WhatIf"/>, as they would be.</summary>
    public required string After { get; init; }

    /// <summary>Whether something was changed.</summary>
    public required bool Changed { get; init; }

    /// <summary>What changing the file's own rights cannot mend: its owner, its folder.</summary>
    public IReadOnlyList<string> Remaining { get; init; } = [];
}

/// <summary>
/// Makes environment files readable by their owner alone: mode 0600 (0400 stays), or on Windows an access list of owner,
/// SYSTEM and Administrators. What was set is read again, because some file systems accept a mode and forget it.
/// </summary>
public static class ProtectEnvFile
{
    /// <summary>Protects the files in their order.</summary>
    /// <param name="options">The files.</param>
    /// <param name="permissions">The port; this system's when <see langword="null"/>.</param>
    /// <exception cref="ProtectedFileNotFoundException">A file is not there; earlier ones are protected.</exception>
    /// <exception cref="NotARegularFileException">A path names no file; earlier ones are protected.</exception>
    /// <exception cref="FileProtectionRefusedException">The system refuses; earlier ones are protected.</exception>
    /// <exception cref="FilePermissionsNotKeptException">The file system does not keep permissions.</exception>
    public static IEnumerable<ProtectedFile> Run(ProtectEnvFileOptions options, IFilePermissions? permissions = null)
    {
        var port = permissions ?? FilePermissions.OfThisSystem;
        return options.Paths.Select(path => Protect(path, options.WhatIf, port));
    }

    private static ProtectedFile Protect(string path, bool whatIf, IFilePermissions permissions)
    {
        var before = permissions.Read(path);
        var changes = !before.HasPrivateRights;
        if (changes && !whatIf)
        {
            permissions.RestrictToOwner(path);
        }

        var after = changes && !whatIf ? permissions.Read(path) : before;
        if (!whatIf && !after.HasPrivateRights)
        {
            throw new FilePermissionsNotKeptException(after.Target, after.Rights);
        }

        return new ProtectedFile
        {
            Path = path,
            Before = before.Rights,
            After = changes && whatIf ? before.RightsWhenRestricted : after.Rights,
            Changed = changes && !whatIf,
            Remaining = [.. after.Weaknesses.Where(weakness => weakness.Kind != FileWeaknessKind.Rights).Select(weakness => weakness.Text)],
        };
    }
}
