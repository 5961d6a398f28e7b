namespace DeployOps.Engine.Backups.Sets;

/// <summary>Makes a <see cref="BackupSet"/> of a folder, whatever is in it.</summary>
internal sealed class SetReader(string project, string? stack, TimeSpan recoveryPointObjective, TimeProvider time)
{
    // Clocks of machines differ a little; what is further ahead was made by a clock that was wrong.
    private static readonly TimeSpan ClockTolerance = TimeSpan.FromMinutes(5);

    private static readonly EnumerationOptions AllFiles = new()
    {
        RecurseSubdirectories = true,
        AttributesToSkip = FileAttributes.ReparsePoint,
        IgnoreInaccessible = true,
        MaxRecursionDepth = 4,
    };

    /// <summary>Whether a state is of a moment that is still to come.</summary>
    public static bool IsOfTheFuture(BackupSet set) => set.Age < -ClockTolerance;

    /// <summary>Reads one.</summary>
    public async Task<BackupSet> ReadAsync(string folder, CancellationToken cancellationToken)
    {
        var name = Path.GetFileName(folder);
        var reading = Judge(await ManifestFile.ReadAsync(folder, cancellationToken).ConfigureAwait(false), name);
        var isOurs = reading.Fault is BackupFault.None or BackupFault.Unnamed;
        return Standing(new BackupSet
        {
            Id = isOurs ? reading.Manifest!.Id : BackupId.OfFolder(name),
            Path = folder,
            Manifest = isOurs ? reading.Manifest : null,
            Problem = reading.Problem,
            Fault = reading.Fault,
            Owner = reading.Fault == BackupFault.OtherProject ? reading.Manifest!.Project : "",
            OtherOrigin = isOurs ? BackupOrigin.OtherThan(reading.Manifest!, stack) : "",
            Bytes = SizeOf(folder),
        });
    }

    /// <summary>The set with its age and how it stands to the RPO.</summary>
    public BackupSet Standing(BackupSet set)
    {
        var aged = set with { Age = set.SnapshotAt is { } at ? time.GetUtcNow() - at : null };
        return aged with
        {
            RpoStanding = aged.State != BackupState.Verified || aged.Age is not { } age || IsOfTheFuture(aged) ? "" : age <= recoveryPointObjective ? "within" : "beyond",
        };
    }

    private ManifestReading Judge(ManifestReading reading, string name)
    {
        if (reading.Manifest is not { } manifest)
        {
            return reading;
        }

        if (manifest.Id != BackupId.OfFolder(name))
        {
            return reading with { Fault = BackupFault.Misplaced, Problem = $"its manifest is that of {manifest.Id}: files were swapped between sets, or the folder was renamed" };
        }

        if (manifest.Project != project)
        {
            return reading with { Fault = BackupFault.OtherProject, Problem = $"it is one of project '{manifest.Project}'" };
        }

        return BackupId.IsPartialFolder(name) && manifest.State != BackupState.Partial
            ? reading with { Fault = BackupFault.Unnamed, Problem = "its writer was stopped, or still is, before the folder got its final name" }
            : reading;
    }

    private static long SizeOf(string folder)
    {
        try
        {
            return new DirectoryInfo(folder).EnumerateFiles("*", AllFiles).Sum(file => file.Length);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            // A file went while it was looked at, or the folder cannot be read: the problem of the set says so where it matters.
            return 0;
        }
    }
}
