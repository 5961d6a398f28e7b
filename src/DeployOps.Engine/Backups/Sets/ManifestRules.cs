namespace DeployOps.Engine.Backups.Sets;

/// <summary>What a manifest must say beyond its shape.</summary>
internal static class ManifestRules
{
    /// <summary>What is wrong with it; <see langword="null"/> when nothing is.</summary>
    public static string? ProblemOf(BackupManifest manifest)
    {
        if (BackupId.TimeOf(manifest.Id) is null)
        {
            return "its id is none of a set";
        }

        // The lists of a file may hold nulls that no type forbids.
        if (manifest.Stores.Any(store => store?.Content is null || store.Files.Any(file => file is null) || store.Notes.Any(note => note is null) || store.Content.Counts.Any(count => count is null))
            || manifest.Verifications.Any(look => look is null || look.Findings.Any(finding => finding is null) || look.Obstacles.Any(obstacle => obstacle is null) || look.Engines.Any(engine => engine is null)))
        {
            return "an entry is empty";
        }

        if (manifest.Stores.DistinctBy(store => store.Kind).Count() < manifest.Stores.Count)
        {
            return "a store is there twice";
        }

        var files = manifest.Stores.SelectMany(store => store.Files).ToList();
        if (files.Find(file => !IsFileName(file.Name)) is not null)
        {
            return "a file has a name that none of a set has";
        }

        if (files.DistinctBy(file => file.Name, StringComparer.OrdinalIgnoreCase).Count() < files.Count)
        {
            return "a file is there twice";
        }

        if (files.Find(file => file.Bytes < 0 || file.ContentBytes < 0 || !IsHash(file.Sha256)) is not null)
        {
            return "a file has a size or hash that cannot be";
        }

        if (manifest.Stores.Any(store => store.SourceBytes < 0))
        {
            return "a store has a size that cannot be";
        }

        return manifest.State == BackupState.Partial ? null
            : manifest.Stores.Count == 0 ? $"it is {manifest.State} and has no store"
            : manifest.Stores.FirstOrDefault(store => !store.IsComplete || store.Files.Count == 0) is { } open ? $"it is {manifest.State} and {open.Kind} was not written"
            : null;
    }

    /// <summary>Whether a file of a set may have this name: one part, in letters, digits and a few signs.</summary>
    public static bool IsFileName(string name) =>
        name.Length is > 0 and <= 100 && char.IsAsciiLetterOrDigit(name[0]) && name[^1] != '.'
        && name.All(character => char.IsAsciiLetterOrDigit(character) || character is '.' or '-' or '_')
        && !name.StartsWith(BackupRepository.ManifestName, StringComparison.OrdinalIgnoreCase)
        && !name.EndsWith(ManifestFile.PartExtension, StringComparison.OrdinalIgnoreCase);

    private static bool IsHash(string text) => text.Length == 64 && BackupId.IsLowerHexadecimal(text);
}
