using System.Text.Json;
using DeployOps.Engine.Compose.Plans;
using DeployOps.Engine.Processes;
using DeployOps.Engine.Project;

namespace DeployOps.Engine.Releases.Operations.Kept;

/// <summary>
/// The files beside a release's compose file that belong to it: those that git tracks and that its containers mount or have as configs, such as
/// an nginx.conf. Each release keeps a copy of them, and going back gives its containers the copies of those that are others by now; what
/// lies in the project stays as it is. Secrets, certificates and data are not tracked, have a life of their own, and are not touched.
/// </summary>
/// <param name="project">The project.</param>
/// <param name="folder">The folder of the operation that put the release live.</param>
internal sealed class KeptFiles(DeployProject project, OperationFolder folder)
{
    private readonly FileCopies _copies = new(project);

    /// <summary>Keeps a copy of each.</summary>
    /// <param name="plan">The release.</param>
    /// <param name="processes">Runs git.</param>
    /// <param name="cancellationToken">Stops it.</param>
    public async Task KeepAsync(ComposePlan plan, IProcessRunner processes, CancellationToken cancellationToken)
    {
        var inside = project.Root + Path.DirectorySeparatorChar;
        var files = plan.FilesOfHost().Where(file => file.Key.StartsWith(inside, StringComparison.Ordinal)).ToDictionary(file => file.Key, file => file.Value, StringComparer.Ordinal);
        if (files.Count == 0)
        {
            return;
        }

        var sources = await SourceFiles.OfAsync(project.Root, files.ContainsValue(true), processes, cancellationToken).ConfigureAwait(false);
        var kept = files.Where(file => sources.Has(file.Key, file.Value)).Select(file => _copies.TryKeep(file.Key, file.Value)).OfType<KeptFile>().ToList();
        if (kept.Count > 0)
        {
            OperationFolder.Write(folder.Files, JsonSerializer.SerializeToUtf8Bytes(kept));
        }
    }

    /// <summary>The files that are others by now than the release had them, and of which there is a copy.</summary>
    public IReadOnlyList<KeptFile> Changed() => [.. Read(folder).Where(IsChanged).Where(_copies.Has)];

    /// <summary>The release with the copies of the files that are others by now, and with the project's own where they are the same.</summary>
    public ComposePlan Settle(ComposePlan plan)
    {
        var own = Read(folder).ToDictionary(_copies.PathOf, file => file.Path, StringComparer.Ordinal);
        foreach (var file in Changed())
        {
            own.Remove(_copies.PathOf(file));
            own[file.Path] = _copies.PathOf(file);
        }

        return plan.WithFilesOfHost(own);
    }

    /// <summary>What there is to know of a file that is given as a copy.</summary>
    public string Tell(KeptFile file, string tag) =>
        $"{project.RelativePath(file.Path)} was changed after {tag}: its containers get the copy that was kept then, {project.RelativePath(_copies.PathOf(file))}. The file in the project stays as it is, and the next release takes it.";

    /// <summary>Removes the copies that no operation names any more, unless a container mounts them.</summary>
    /// <param name="project">The project.</param>
    /// <param name="looking">What runs.</param>
    public static async Task ClearAsync(DeployProject project, Task<StackLook> looking)
    {
        var unnamed = new FileCopies(project).Unnamed(OperationFolder.Numbers(project).SelectMany(number => Read(new OperationFolder(project, number))));
        if (unnamed.Count > 0)
        {
            var mounted = (await looking.ConfigureAwait(false)).Containers.SelectMany(container => container.Mounts).Select(mount => mount.Source).ToList();
            foreach (var folder in unnamed.Where(folder => !mounted.Exists(path => path.StartsWith(folder + Path.DirectorySeparatorChar, StringComparison.Ordinal))))
            {
                Directory.Delete(folder, recursive: true);
            }
        }
    }

    // What a container may have written is data. It is a version of the file when a release had it so before its containers ran.
    private bool IsChanged(KeptFile file)
    {
        var present = FileContent.HashOf(file.Path);
        return present != file.Hash
            && (!file.IsWritable || !Path.Exists(file.Path) || OperationFolder.Numbers(project).SelectMany(number => Read(new OperationFolder(project, number))).Any(known => known.Path == file.Path && known.Hash == present));
    }

    /// <summary>The files; none when the operation kept none, or the list is damaged.</summary>
    private static List<KeptFile> Read(OperationFolder folder)
    {
        try
        {
            return File.Exists(folder.Files) ? [.. (JsonSerializer.Deserialize<List<KeptFile?>>(File.ReadAllBytes(folder.Files)) ?? []).OfType<KeptFile>().Where(IsSound).DistinctBy(file => file.Path)] : [];
        }
        catch (Exception failure) when (failure is JsonException or IOException or UnauthorizedAccessException)
        {
            return [];
        }
    }

    private static bool IsSound(KeptFile file) => file is { Path.Length: > 0, Hash.Length: 64 } && file.Hash.All(char.IsAsciiHexDigitLower);
}
