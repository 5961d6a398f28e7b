using DeployOps.Engine.Repository.Scanning;

namespace DeployOps.Engine.Repository.Images;

/// <summary>What was seen in one layer: only what is asked about, never the list of its files.</summary>
internal sealed class LayerContent
{
    private const string Whiteout = ".wh.";
    private const string Opaque = ".wh..wh..opq";

    /// <summary>How many findings of a layer are kept.</summary>
    public const int Most = 2000;

    private readonly HashSet<string> _deleted = new(StringComparer.Ordinal);
    private readonly HashSet<string> _emptied = new(StringComparer.Ordinal);

    /// <summary>How many files it holds.</summary>
    public int Files { get; set; }

    /// <summary>The files that were asked about by their name, with what they are.</summary>
    public List<(string Path, string Kind)> Named { get; } = [];

    /// <summary>The matches in files.</summary>
    public List<SourceHit> Hits { get; } = [];

    /// <summary>Whether more was found than is kept.</summary>
    public bool IsCut { get; set; }

    /// <summary>Why the layer could not be read to its end.</summary>
    public string? Failure { get; set; }

    /// <summary>Notes an entry that deletes something of the layers below.</summary>
    /// <returns>Whether it was one.</returns>
    public bool TryTakeWhiteout(string path)
    {
        var slash = path.LastIndexOf('/');
        var (folder, name) = (slash < 0 ? "" : path[..slash], path[(slash + 1)..]);
        if (!name.StartsWith(Whiteout, StringComparison.Ordinal))
        {
            return false;
        }

        if (name == Opaque)
        {
            _emptied.Add(folder);
        }
        else
        {
            _deleted.Add(folder.Length == 0 ? name[Whiteout.Length..] : $"{folder}/{name[Whiteout.Length..]}");
        }

        return true;
    }

    /// <summary>Whether the layer deletes a path of a layer below it.</summary>
    public bool Deletes(string path)
    {
        if (_deleted.Count == 0 && _emptied.Count == 0)
        {
            return false;
        }

        for (var length = path.Length; length > 0; length = path.LastIndexOf('/', length - 1))
        {
            var part = path[..length];
            if (_deleted.Contains(part) || (length < path.Length && _emptied.Contains(part)))
            {
                return true;
            }
        }

        return _emptied.Contains("");
    }
}
