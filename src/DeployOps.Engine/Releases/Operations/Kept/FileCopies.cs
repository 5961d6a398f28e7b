using System.Security.Cryptography;
using System.Text;
using DeployOps.Engine.Project;

namespace DeployOps.Engine.Releases.Operations.Kept;

/// <summary>
/// Copies of files under <c>.deployops/releases/files/HASH/NAME</c>, each content of a path once, however many releases have it. A copy stays
/// where it is as long as a release that is kept names it: containers mount it.
/// </summary>
/// <param name="project">The project.</param>
internal sealed class FileCopies(DeployProject project)
{
    // Short enough to be read; what lies there is compared with the whole hash.
    private const int NameLength = 16;

    /// <summary>Where all copies are.</summary>
    public string Root => Path.Combine(OperationFolder.All(project), "files");

    /// <summary>Where the copy of a file lies.</summary>
    public string PathOf(KeptFile file) => Path.Combine(FolderOf(file), Path.GetFileName(Path.TrimEndingDirectorySeparator(file.Path)));

    /// <summary>Whether the copy is there and whole.</summary>
    public bool Has(KeptFile file) => file.IsCopied && FileContent.HashOf(PathOf(file)) == file.Hash;

    /// <summary>Copies what lies under a path, unless its copy is there already.</summary>
    /// <returns>What was copied; <see langword="null"/> when it cannot be.</returns>
    public KeptFile? TryKeep(string path, bool isWritable)
    {
        if (FileContent.HashOf(path) is not { } hash)
        {
            return null;
        }

        var kept = new KeptFile(path, hash, isWritable);
        if (!Has(kept))
        {
            Copy(kept);
        }

        // It may have been written to meanwhile.
        return Has(kept) ? kept : null;
    }

    /// <summary>The folders of copies that none of some files names.</summary>
    public IReadOnlyList<string> Unnamed(IEnumerable<KeptFile> files) =>
        Directory.Exists(Root) ? [.. Directory.GetDirectories(Root).Except(files.Select(FolderOf), StringComparer.Ordinal)] : [];

    // By the path as well: a plan that names a copy has to lead back to the one file that it stands for.
    private string FolderOf(KeptFile file) =>
        Path.Combine(Root, Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{project.RelativePath(file.Path)}\n{file.Hash}")))[..NameLength]);

    private void Copy(KeptFile kept)
    {
        var (target, part) = (FolderOf(kept), $"{FolderOf(kept)}.{Guid.NewGuid():N}.part");
        try
        {
            OperationFolder.CreatePrivate(part);
            FileContent.Of(kept.Path)?.CopyTo(Path.Combine(part, Path.GetFileName(PathOf(kept))));
            if (Directory.Exists(target))
            {
                Directory.Delete(target, recursive: true);
            }

            Directory.Move(part, target);
        }
        catch when (Directory.Exists(part))
        {
            // On a full disk half a copy would take the room that the journal needs.
            Directory.Delete(part, recursive: true);
            throw;
        }
    }
}
