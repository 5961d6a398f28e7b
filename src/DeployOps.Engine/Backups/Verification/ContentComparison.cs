using System.Globalization;
using DeployOps.Engine.Backups.Sets;

namespace DeployOps.Engine.Backups.Verification;

/// <summary>Compares what is in two places. It names tables, key types and labels, and how many there are; never a value.</summary>
internal static class ContentComparison
{
    private const int MostShown = 10;

    /// <summary>What differs, one sentence each and not more than can be read; empty when both are the same.</summary>
    /// <param name="wanted">What should be there.</param>
    /// <param name="wantedPlace">Where that is from, such as <c>the manifest</c>.</param>
    /// <param name="found">What is there.</param>
    /// <param name="foundPlace">Where that is, such as <c>the file</c>.</param>
    public static IReadOnlyList<string> Differences(StoreContent wanted, string wantedPlace, StoreContent found, string foundPlace)
    {
        var differences = Counts(wanted.Counts, found.Counts)
            .Where(pair => pair.First != pair.Second)
            .Select(pair => string.Create(CultureInfo.InvariantCulture, $"{pair.Kind}{(pair.Name.Length > 0 ? $" {pair.Name}" : "")}: {Shown(pair.First)} in {wantedPlace}, {Shown(pair.Second)} in {foundPlace}"))
            .ToList();
        var all = differences.Count;
        if (all > MostShown)
        {
            differences = [.. differences.Take(MostShown), string.Create(CultureInfo.InvariantCulture, $"and {all - MostShown} further counts that differ")];
        }

        // Equal counts with another hash are the case that counts cannot see.
        return AreHashesComparable(wanted, found) && wanted.Hash != found.Hash
            ? [.. differences, $"the content is not the same: its hash in {foundPlace} is not the one in {wantedPlace}"]
            : differences;
    }

    /// <summary>Whether both have a hash, taken in the same way.</summary>
    public static bool AreHashesComparable(StoreContent first, StoreContent second) =>
        first.Hash is { } one && second.Hash is { } other && Method(one) == Method(other);

    /// <summary>Each count of either, in order; <see langword="null"/> where one does not have it.</summary>
    public static IEnumerable<(string Kind, string Name, long? First, long? Second)> Counts(IReadOnlyList<ContentCount> first, IReadOnlyList<ContentCount> second)
    {
        var (one, other) = (ByName(first), ByName(second));
        return one.Keys.Union(other.Keys)
            .OrderBy(key => key.Kind, StringComparer.Ordinal).ThenBy(key => key.Name, StringComparer.Ordinal)
            .Select(key => (key.Kind, key.Name, one.TryGetValue(key, out var left) ? left : (long?)null, other.TryGetValue(key, out var right) ? right : (long?)null));
    }

    /// <summary>What was compared, in words, such as <c>12 counts and the content hash are those of the file</c>.</summary>
    public static string Sameness(StoreContent wanted, StoreContent found, string place) => string.Create(
        CultureInfo.InvariantCulture,
        $"{wanted.Counts.Count} counts{(AreHashesComparable(wanted, found) ? " and the content hash" : "")} are those of {place}");

    private static Dictionary<(string Kind, string Name), long> ByName(IReadOnlyList<ContentCount> counts) =>
        counts.GroupBy(count => (count.Kind, count.Name)).ToDictionary(group => group.Key, group => group.Sum(count => count.Count));

    private static string Shown(long? count) => count is { } number ? number.ToString(CultureInfo.InvariantCulture) : "none";

    private static string Method(string hash) => hash[..Math.Max(0, hash.IndexOf(':', StringComparison.Ordinal))];
}
