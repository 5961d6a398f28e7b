using System.Formats.Tar;
using System.IO.Compression;
using System.Text;
using DeployOps.Engine.Repository.Scanning;

namespace DeployOps.Engine.Repository.Images;

/// <summary>What an image is looked through for.</summary>
public sealed record ImageQuestions
{
    /// <summary>What is looked for in files.</summary>
    public required SourceRules Rules { get; init; }

    /// <summary>What a file is by its path; <see langword="null"/> for what may be there.</summary>
    public required Func<string, string?> KindOf { get; init; }

    /// <summary>Whether a file is not to be looked into, by its path.</summary>
    public required Func<string, bool> IsPassedOver { get; init; }

    /// <summary>The size in bytes above which a file is not looked into.</summary>
    public int Limit { get; init; } = SourceTree.DefaultLimit;
}

/// <summary>
/// Looks through the archive that <c>docker image save</c> writes, as it comes. Docker's own layout, old and new, and the OCI layout put the
/// list of layers at the end, so every layer is looked at when it passes and put in order afterwards; only findings are kept.
/// </summary>
public static class ImageArchive
{
    private const int LargestJson = 4 * 1024 * 1024;
    private const int MostJson = 256;

    /// <summary>Looks through an archive.</summary>
    /// <exception cref="InvalidDataException">It is no archive of an image.</exception>
    public static async Task<ImageReport> ReadAsync(Stream archive, ImageQuestions questions, CancellationToken cancellationToken)
    {
        var reader = new TarReader(archive, leaveOpen: true);
        await using (reader.ConfigureAwait(false))
        {
            var layers = new Dictionary<string, LayerContent>(StringComparer.Ordinal);
            var links = new Dictionary<string, string>(StringComparer.Ordinal);
            var documents = new Dictionary<string, byte[]>(StringComparer.Ordinal);
            var looker = new LayerLooker(questions);
            while (await reader.GetNextEntryAsync(copyData: false, cancellationToken).ConfigureAwait(false) is { } entry)
            {
                var name = Normal(entry.Name);
                if (entry.EntryType is TarEntryType.SymbolicLink or TarEntryType.HardLink)
                {
                    // Old archives write a layer that stands twice only once.
                    links[name] = Normal(entry.EntryType == TarEntryType.HardLink ? entry.LinkName : Path.GetRelativePath("/", Path.Combine("/", Path.GetDirectoryName(name) ?? "", entry.LinkName)));
                }
                else if (entry.DataStream is { } data && entry.Length > 0)
                {
                    var head = new byte[(int)Math.Min(entry.Length, 512)];
                    await data.ReadExactlyAsync(head, cancellationToken).ConfigureAwait(false);
                    if (head[0] is (byte)'{' or (byte)'[')
                    {
                        if (entry.Length <= LargestJson && documents.Count < MostJson)
                        {
                            documents[name] = await RestAsync(head, data, entry.Length, cancellationToken).ConfigureAwait(false);
                        }
                    }
                    else if (IsLayerName(name))
                    {
                        layers[name] = await looker.LookAsync(head, data, cancellationToken).ConfigureAwait(false);
                    }
                }
            }

            // The last blocks of padding, so that the writer does not see its pipe close early.
            await archive.CopyToAsync(Stream.Null, cancellationToken).ConfigureAwait(false);
            var manifest = ImageManifest.Find(documents) ?? throw new InvalidDataException("The archive holds no manifest of an image.");
            return Report(manifest, layers, links, documents.GetValueOrDefault(manifest.Configuration), questions.Rules);
        }
    }

    /// <summary>A path without <c>./</c> or <c>/</c> in front or behind.</summary>
    internal static string Normal(string path) => (path.StartsWith("./", StringComparison.Ordinal) ? path[2..] : path).Trim('/').Replace('\\', '/');

    private static bool IsLayerName(string name) =>
        name.StartsWith("blobs/", StringComparison.Ordinal) || name.EndsWith("layer.tar", StringComparison.Ordinal) || name.EndsWith(".tar", StringComparison.Ordinal) || name.EndsWith(".tar.gz", StringComparison.Ordinal);

    private static async Task<byte[]> RestAsync(byte[] head, Stream data, long length, CancellationToken cancellationToken)
    {
        var whole = new byte[length];
        head.CopyTo(whole, 0);
        await data.ReadExactlyAsync(whole.AsMemory(head.Length), cancellationToken).ConfigureAwait(false);
        return whole;
    }

    private static ImageReport Report(ImageManifest manifest, Dictionary<string, LayerContent> layers, Dictionary<string, string> links, byte[]? configuration, SourceRules rules)
    {
        var ordered = manifest.Layers
            .Select(name => layers.GetValueOrDefault(name) ?? layers.GetValueOrDefault(links.GetValueOrDefault(name, "")) ?? new LayerContent { Failure = "it is not in the archive" })
            .ToList();
        bool IsDeleted(int layer, string path) => ordered.Skip(layer + 1).Any(later => later.Deletes(path));
        return new ImageReport
        {
            Layers = ordered.Count,
            Files = ordered.Sum(layer => layer.Files),
            Named = [.. ordered.SelectMany((layer, index) => layer.Named.Select(file => new ImageFile(file.Path, file.Kind, index + 1, IsDeleted(index, file.Path))))],
            Hits = [.. ordered.SelectMany((layer, index) => layer.Hits.Select(hit => new ImageHit(hit, index + 1, IsDeleted(index, hit.File))))],
            Variables = configuration is null ? [] : ImageConfiguration.Variables(configuration, rules),
            Unread = [.. ordered.Select((layer, index) => layer.Failure is null ? null : $"layer {index + 1}: {layer.Failure}").OfType<string>()],
            IsCut = ordered.Any(layer => layer.IsCut),
        };
    }

    /// <summary>Looks at layers one after the other, with one buffer.</summary>
    private sealed class LayerLooker(ImageQuestions questions)
    {
        private readonly SourceScanner _scanner = new(questions.Rules);
        private byte[] _buffer = new byte[256 * 1024];

        public async Task<LayerContent> LookAsync(byte[] head, Stream data, CancellationToken cancellationToken)
        {
            var content = new LayerContent();
            Stream whole = new PrefixedStream(head, data);
            if (head.AsSpan().StartsWith((ReadOnlySpan<byte>)[0x28, 0xB5, 0x2F, 0xFD]))
            {
                content.Failure = "it is compressed with zstd, which is not read";
                return content;
            }

            whole = head.AsSpan().StartsWith((ReadOnlySpan<byte>)[0x1F, 0x8B]) ? new GZipStream(whole, CompressionMode.Decompress) : whole;
            await using (whole.ConfigureAwait(false))
            {
                try
                {
                    await LookAsync(content, whole, cancellationToken).ConfigureAwait(false);
                }
                catch (Exception failure) when (failure is InvalidDataException or EndOfStreamException or FormatException or ArgumentException)
                {
                    content.Failure = "it is not a tar archive, or a damaged one";
                }
            }

            return content;
        }

        private async Task LookAsync(LayerContent content, Stream layer, CancellationToken cancellationToken)
        {
            var reader = new TarReader(layer, leaveOpen: true);
            await using (reader.ConfigureAwait(false))
            {
                while (await reader.GetNextEntryAsync(copyData: false, cancellationToken).ConfigureAwait(false) is { } entry)
                {
                    var path = Normal(entry.Name);
                    if (content.TryTakeWhiteout(path) || entry.EntryType is TarEntryType.Directory)
                    {
                        continue;
                    }

                    content.Files++;
                    if (questions.KindOf(path) is { } kind)
                    {
                        Keep(content, content.Named, (path, kind));
                    }

                    if (entry.DataStream is { } data && entry.Length > 0 && entry.Length <= questions.Limit && !questions.IsPassedOver(path))
                    {
                        await LookIntoAsync(content, path, data, (int)entry.Length, cancellationToken).ConfigureAwait(false);
                    }
                }
            }
        }

        private async Task LookIntoAsync(LayerContent content, string path, Stream data, int length, CancellationToken cancellationToken)
        {
            if (_buffer.Length < length)
            {
                Array.Resize(ref _buffer, (int)System.Numerics.BitOperations.RoundUpToPowerOf2((uint)length));
            }

            await data.ReadExactlyAsync(_buffer.AsMemory(0, length), cancellationToken).ConfigureAwait(false);
            var hits = new List<SourceHit>();
            _scanner.Scan(Encoding.UTF8.GetBytes(path), _buffer.AsSpan(0, length), hits);
            hits.ForEach(hit => Keep(content, content.Hits, hit));
        }

        private static void Keep<TItem>(LayerContent content, List<TItem> list, TItem item)
        {
            if (list.Count < LayerContent.Most)
            {
                list.Add(item);
            }
            else
            {
                content.IsCut = true;
            }
        }
    }
}
