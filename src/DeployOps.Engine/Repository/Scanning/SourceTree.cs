using System.Collections.Concurrent;

namespace DeployOps.Engine.Repository.Scanning;

/// <summary>Scans the files of a tree, several at a time, each read once for all rules.</summary>
public static class SourceTree
{
    /// <summary>The size above which a file is not looked at unless the caller says otherwise.</summary>
    public const int DefaultLimit = 16 * 1024 * 1024;

    private const int FilesAtOnce = 128;
    private const int FirstBuffer = 256 * 1024;

    /// <summary>Scans files.</summary>
    /// <param name="root">The folder that the names are relative to.</param>
    /// <param name="files">The files; symbolic links and submodules among them are passed over.</param>
    /// <param name="rules">What to look for.</param>
    /// <param name="limit">The size in bytes above which a file is not looked at.</param>
    /// <param name="cancellationToken">Ends the scan.</param>
    public static async Task<ScanReport> ScanAsync(string root, TrackedFiles files, SourceRules rules, int limit, CancellationToken cancellationToken)
    {
        var workers = Math.Clamp(Environment.ProcessorCount, 1, 16);
        using var tree = TreeReader.Open(root);
        var next = 0;
        var parts = new ConcurrentBag<Part>();
        await Task.WhenAll(Enumerable.Range(0, workers).Select(_ => Task.Run(
            () =>
            {
                var part = new Part(rules);
                parts.Add(part);
                for (int first; (first = Interlocked.Add(ref next, FilesAtOnce) - FilesAtOnce) < files.Count;)
                {
                    cancellationToken.ThrowIfCancellationRequested();
                    for (var index = first; index < Math.Min(first + FilesAtOnce, files.Count); index++)
                    {
                        part.Look(tree, files, index, limit);
                    }
                }
            },
            cancellationToken))).ConfigureAwait(false);
        return new ScanReport(
            parts.Sum(part => part.Count),
            [.. parts.SelectMany(part => part.Hits).OrderBy(hit => hit.File, StringComparer.Ordinal).ThenBy(hit => hit.Line).ThenBy(hit => hit.Rule, StringComparer.Ordinal)],
            [.. parts.SelectMany(part => part.Unread).OrderBy(file => file.File, StringComparer.Ordinal)],
            [.. parts.SelectMany(part => part.KeyStores).Order(StringComparer.Ordinal)]);
    }

    /// <summary>What one thread looks at.</summary>
    private sealed class Part(SourceRules rules)
    {
        private readonly SourceScanner _scanner = new(rules);
        private byte[] _buffer = GC.AllocateUninitializedArray<byte>(FirstBuffer);

        public int Count { get; private set; }

        public List<SourceHit> Hits { get; } = [];

        public List<UnreadFile> Unread { get; } = [];

        public List<string> KeyStores { get; } = [];

        public void Look(TreeReader tree, TrackedFiles files, int index, int limit)
        {
            if (files.Kind(index) != TrackedKind.File)
            {
                return;
            }

            switch (tree.Read(files.TerminatedName(index), ref _buffer, limit, out var length))
            {
                case TreeReader.Outcome.Read:
                    Count++;
                    var content = _buffer.AsSpan(0, length);
                    if (!_scanner.Scan(files.NameBytes(index), content, Hits) && KeyStoreFormat.IsKeyStore(content))
                    {
                        KeyStores.Add(files.Name(index));
                    }

                    break;
                case TreeReader.Outcome.TooLarge:
                    Unread.Add(new UnreadFile(files.Name(index), UnreadReason.TooLarge));
                    break;
                case TreeReader.Outcome.Gone:
                    Unread.Add(new UnreadFile(files.Name(index), UnreadReason.Gone));
                    break;
                case TreeReader.Outcome.Denied:
                    Unread.Add(new UnreadFile(files.Name(index), UnreadReason.Denied));
                    break;
            }
        }
    }
}
