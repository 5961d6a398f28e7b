using System.Text.Json;
using DeployOps.Engine.Compose.Plans;
using DeployOps.Engine.Processes;
using DeployOps.Engine.Project;

namespace DeployOps.Engine.Releases.Operations.Kept;

/// <summary>
/// The files beside a release's compose file that belong to it: those that git tracks and that its containers mount or have as configs, such as
/// an nginx.conf. Each release keeps a copy of them, and going back gives its containers the copies of those that are others by now; what
/// lies in the project stays as it is. Secrets, certificates and data are not tracked, have a life of their own, and are not touched: of other
/// mounted files only a hash is noted, so that going back can name what it does not bring back.
/// </summary>
/// <param name="project">The project.</param>
/// <param name="folder">The folder of the operation that put the release live.</param>
internal sealed class KeptFiles(DeployProject project, OperationFolder folder)
{
    private const int MostNames = 8;

    private readonly FileCopies _copies = new(project);

    /// <summary>Keeps a copy of each.</summary>
    /// <param name="plan">The release.</param>
    /// <param name="processes">Runs git.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <returns>Why a copy could not be made; the file is noted then.</returns>
    public async Task<Exception?> KeepAsync(ComposePlan plan, IProcessRunner processes, CancellationToken cancellationToken)
    {
        var files = plan.FilesOfHost();
        if (files.Count == 0)
        {
            return null;
        }

        var sources = await SourceFiles.OfAsync(project.Root, files.Values.Any(isWritable => isWritable), processes, cancellationToken).ConfigureAwait(false);
        Exception? failure = null;
        KeptFile? TryKeep(string path, bool isWritable)
        {
            try
            {
                return sources.Has(path, isWritable) ? _copies.TryKeep(path, isWritable) : null;
            }
            catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
            {
                failure = refused;
                return null;
            }
        }

        var kept = files.Select(file => TryKeep(file.Key, file.Value) ?? Noted(file.Key, file.Value)).OfType<KeptFile>().ToList();
        OperationFolder.Write(folder.Files, JsonSerializer.SerializeToUtf8Bytes(kept));
        return failure;
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

    /// <summary>What there is to know where nothing was kept: of a stack that was found running, whose files may have changed before it was found.</summary>
    /// <param name="plan">The release.</param>
    /// <param name="tag">Its tag.</param>
    public IReadOnlyList<string> TellUnknown(ComposePlan plan, string tag) => !File.Exists(folder.Files) && plan.FilesOfHost().Any(file => Noted(file.Key, file.Value) is not null)
        ? [$"Which mounted files {tag} had is not known, because DeployOps did not deploy it, or did so before it kept such files: its containers get them as they are now."]
        : [];

    /// <summary>What there is to know of the files that are others by now: those that are given as copies, and those that cannot be.</summary>
    /// <param name="tag">The release's tag.</param>
    public IReadOnlyList<string> Tell(string tag)
    {
        var changed = Changed();
        var lost = Read(folder).Where(file => !_copies.Has(file) && FileContent.HashOf(file.Path) != file.Hash).ToList();
        var notes = new List<string>();
        if (changed.Count > 0)
        {
            notes.Add($"{Names(changed)}: changed after {tag}. Its containers get the copy that was kept, under {project.RelativePath(_copies.Root)}. What is in the project stays as it is, and the next release takes it again.");
        }

        if (lost.Count > 0)
        {
            notes.Add($"{Names(lost)}: changed after {tag}, and there is no copy to give back: git does not track it, a container may write to it, or it could not be copied. Its containers get it as it is now: when it is at fault, put it right by hand.");
        }

        return notes;
    }

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
            && (!file.IsWritable || !Path.Exists(file.Path) || OperationFolder.Numbers(project).SelectMany(number => Read(new OperationFolder(project, number))).Any(known => known.IsCopied && known.Path == file.Path && known.Hash == present));
    }

    private string Names(IReadOnlyList<KeptFile> files) =>
        string.Join(", ", files.Take(MostNames).Select(file => project.RelativePath(file.Path))) + (files.Count > MostNames ? FormattableString.Invariant($" and {files.Count - MostNames} more") : "");

    // A folder that is not kept is mostly one for data, and changes all the time.
    private static KeptFile? Noted(string path, bool isWritable) =>
        File.Exists(path) && FileContent.HashOf(path) is { } hash ? new KeptFile(path, hash, isWritable, IsCopied: false) : null;

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
