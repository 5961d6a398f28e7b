namespace DeployOps.Engine.Checks.Host;

/// <summary>A disk that a release writes to.</summary>
/// <param name="Uses">What lies on it, such as "project folder".</param>
/// <param name="Path">One path on it.</param>
/// <param name="Free">Bytes that this account may still use.</param>
/// <param name="Size">Its size in bytes.</param>
internal sealed record Disk(string Uses, string Path, long Free, long Size)
{
    /// <summary>The free part, in percent.</summary>
    public double FreePercent => Size <= 0 ? 100 : 100.0 * Free / Size;
}

/// <summary>The disks that a release writes to: the project's folder, the temporary folder, and the data of a local docker engine.</summary>
/// <param name="Disks">Each disk once.</param>
internal sealed record DisksFact(IReadOnlyList<Disk> Disks) : IFact<DisksFact>
{
    /// <inheritdoc/>
    public static async Task<DisksFact> GatherAsync(CheckContext context, CancellationToken cancellationToken)
    {
        var docker = await context.FactAsync<DockerFact>(cancellationToken).ConfigureAwait(false);
        var places = new List<(string Use, string Path)> { ("project folder", context.Project.Root), ("temporary folder", Path.GetTempPath()) };
        if (docker.LocalDataRoot is { } dataRoot)
        {
            places.Add(("docker's data", dataRoot));
        }

        return await Task.Run(() => Measure(places), cancellationToken).ConfigureAwait(false);
    }

    private static DisksFact Measure(List<(string Use, string Path)> places)
    {
        var disks = new List<Disk>();
        foreach (var (use, path) in places)
        {
            if (Measure(use, path) is not { } disk)
            {
                continue;
            }

            // One disk under several paths has one size; its free space may have moved a little between two looks.
            var same = disks.FindIndex(known => known.Size == disk.Size && Math.Abs(known.Free - disk.Free) < 16 * 1024 * 1024);
            if (same >= 0)
            {
                disks[same] = disks[same] with { Uses = $"{disks[same].Uses}, {use}" };
            }
            else
            {
                disks.Add(disk);
            }
        }

        return disks.Count > 0
            ? new DisksFact(disks)
            : throw new FactUnavailableException(
                FindingStatus.Skipped, "the free space cannot be asked for here, as on a network path", "Look yourself whether there is room for the images.");
    }

    private static Disk? Measure(string use, string path)
    {
        try
        {
            var drive = new DriveInfo(path);
            return new Disk(use, path, drive.AvailableFreeSpace, drive.TotalSize);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or ArgumentException)
        {
            // A network path has no drive.
            return null;
        }
    }
}
