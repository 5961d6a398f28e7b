namespace DeployOps.Engine.EnvFiles;

/// <summary>Finds what is legal and hardly meant.</summary>
internal static class EnvFileWarnings
{
    public static List<EnvFileWarning> Of(IReadOnlyList<EnvEntry> entries)
    {
        var warnings = new List<EnvFileWarning>();
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var entry in entries)
        {
            foreach (var kind in Of(entry))
            {
                warnings.Add(new EnvFileWarning(kind, entry.Line, EnvKeys.Display(entry.Key)));
            }

            if (!seen.Add(entry.Key))
            {
                warnings.Add(new EnvFileWarning(EnvFileWarningKind.DuplicateKey, entry.Line, EnvKeys.Display(entry.Key)));
            }
        }

        return warnings;
    }

    private static IEnumerable<EnvFileWarningKind> Of(EnvEntry entry)
    {
        if (entry.Key.Length == 0)
        {
            // Only the bare key at the end of the file has its value where its key should start.
            var bare = entry.Place.KeyStart == entry.Place.ValueStart && entry.Quote == EnvQuote.Unquoted;
            yield return bare ? EnvFileWarningKind.BareKeyAtEndOfFile : EnvFileWarningKind.EmptyKey;
        }

        if (entry.Key.Any(EnvCharacters.IsBlank))
        {
            yield return EnvFileWarningKind.WhiteSpaceInKey;
        }

        if (entry.StartsWithHash)
        {
            yield return EnvFileWarningKind.ValueStartsWithHash;
        }

        if (entry.UnsetNames.Count > 0)
        {
            yield return EnvFileWarningKind.UnsetVariable;
        }

        if (entry.Value?.Contains('\0', StringComparison.Ordinal) == true)
        {
            yield return EnvFileWarningKind.NulInValue;
        }
    }
}
