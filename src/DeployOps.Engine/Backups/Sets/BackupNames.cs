namespace DeployOps.Engine.Backups.Sets;

/// <summary>What users name sets by.</summary>
public static class BackupNames
{
    /// <summary>Whether a name may be repeated in a text: it looks like a set or a path. Anything else may be a secret that was pasted by mistake.</summary>
    public static bool MayBeShown(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        return name.Contains('/', StringComparison.Ordinal) || name.Contains('\\', StringComparison.Ordinal)
            || name.All(character => char.IsAsciiHexDigitLower(character) || character is 'T' or 'Z' or '-');
    }
}
