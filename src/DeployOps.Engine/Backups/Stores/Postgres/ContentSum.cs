using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using DeployOps.Engine.Backups.Sets;

namespace DeployOps.Engine.Backups.Stores.Postgres;

/// <summary>What is in a database or a dump, gathered in any order: rows of tables, large objects, the state of sequences.</summary>
internal sealed class ContentSum
{
    /// <summary>What a hash starts with: which rule it was made by.</summary>
    public const string HashName = "rows-sha256:";

    private readonly SortedDictionary<SqlName, (IReadOnlyList<string> Columns, DigestSum Rows)> _tables = [];
    private readonly SortedDictionary<SqlName, string> _sequences = [];
    private readonly DigestSum _largeObjects = new();

    public DigestSum Table(SqlName name, IReadOnlyList<string> orderedColumns)
    {
        // An extension's table may be dumped in parts; a second part adds to the first.
        if (!_tables.TryGetValue(name, out var table))
        {
            _tables[name] = table = (orderedColumns, new DigestSum());
        }

        return table.Rows;
    }

    public void Sequence(SqlName name, long value, bool isCalled) =>
        _sequences[name] = string.Create(CultureInfo.InvariantCulture, $"{value} {(isCalled ? "called" : "next")}");

    public void LargeObject(uint number, ReadOnlySpan<byte> contentHash) =>
        _largeObjects.Add(Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{number} {Convert.ToHexStringLower(contentHash)}")));

    public StoreContent ToContent() => new(Counts(_tables.Select(table => (table.Key, table.Value.Rows.Count)), _largeObjects.Count), Hash());

    /// <summary>The counts as they stand in a manifest.</summary>
    public static IReadOnlyList<ContentCount> Counts(IEnumerable<(SqlName Name, long Rows)> tables, long largeObjects) => StoreContent.Ordered(
        tables.Select(table => new ContentCount("table", table.Name.ToString(), table.Rows)).Append(new ContentCount("large object", "", largeObjects)));

    private string Hash()
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var (name, (columns, rows)) in _tables)
        {
            Append(hash, ["table", name.Schema, name.Name, .. columns, rows.Count.ToString(CultureInfo.InvariantCulture), rows.ToString()]);
        }

        foreach (var (name, state) in _sequences)
        {
            Append(hash, ["sequence", name.Schema, name.Name, state]);
        }

        Append(hash, ["large objects", _largeObjects.Count.ToString(CultureInfo.InvariantCulture), _largeObjects.ToString()]);
        return HashName + Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    // Each word with its length before it, so that no two contents are written alike.
    private static void Append(IncrementalHash hash, IReadOnlyCollection<string> words)
    {
        hash.AppendData(BitConverter.GetBytes(words.Count));
        foreach (var bytes in words.Select(Encoding.UTF8.GetBytes))
        {
            hash.AppendData(BitConverter.GetBytes(bytes.Length));
            hash.AppendData(bytes);
        }
    }
}
