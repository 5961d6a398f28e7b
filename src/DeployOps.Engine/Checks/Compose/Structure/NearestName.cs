namespace DeployOps.Engine.Checks.Compose.Structure;

/// <summary>Finds the name that somebody meant.</summary>
internal static class NearestName
{
    /// <summary>The known name that needs the fewest changes; <see langword="null"/> when none is near.</summary>
    public static string? Of(string name, IEnumerable<string> known)
    {
        var most = Math.Max(1, name.Length / 3);
        return known.Select(candidate => (candidate, Distance: Distance(Plain(name), Plain(candidate))))
            .Where(pair => pair.Distance <= most)
            .OrderBy(pair => pair.Distance).ThenBy(pair => pair.candidate, StringComparer.Ordinal)
            .Select(pair => pair.candidate)
            .FirstOrDefault();
    }

    // "dependsOn", "depends-on" and "depends_on" are the same word.
    private static string Plain(string name) => name.Replace("-", "", StringComparison.Ordinal).Replace("_", "", StringComparison.Ordinal).ToLowerInvariant();

    /// <summary>Levenshtein's distance, row by row.</summary>
    private static int Distance(string one, string other)
    {
        var row = Enumerable.Range(0, other.Length + 1).ToArray();
        for (var i = 1; i <= one.Length; i++)
        {
            var diagonal = row[0];
            row[0] = i;
            for (var j = 1; j <= other.Length; j++)
            {
                var above = row[j];
                row[j] = Math.Min(Math.Min(row[j] + 1, row[j - 1] + 1), diagonal + (one[i - 1] == other[j - 1] ? 0 : 1));
                diagonal = above;
            }
        }

        return row[^1];
    }
}
