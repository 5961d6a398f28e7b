namespace DeployOps.Engine.Backups.Sets;

/// <summary>The cheap look at the files of a set: whether they are there with their sizes. It reads none of them.</summary>
internal static class SetFiles
{
    /// <summary>Which file of a finished set is not there or has another size; <see langword="null"/> when none.</summary>
    public static string? LackOf(BackupSet set)
    {
        if (set is not { Manifest: { State: not BackupState.Partial } manifest, Problem: null })
        {
            return null;
        }

        foreach (var file in manifest.Stores.SelectMany(store => store.Files))
        {
            var found = new FileInfo(Path.Combine(set.Path, file.Name));
            if (!found.Exists || found.Length != file.Bytes)
            {
                return found.Exists ? $"its file {file.Name} has another size" : $"its file {file.Name} is not there";
            }
        }

        return null;
    }
}
