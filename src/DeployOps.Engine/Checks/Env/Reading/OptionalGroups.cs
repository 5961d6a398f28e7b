using DeployOps.Engine.Project.Sections;

namespace DeployOps.Engine.Checks.Env.Reading;

/// <summary>The optional features that an environment file knows: the project's, the sample's, and the usual ones.</summary>
internal static class OptionalGroups
{
    // What the interface needs in any case, and the prefix of the further keys that a sample lists.
    private static readonly (string Name, string Prefix, string[] Needed)[] Usual =
        [("OpenAI", "OPENAI_", ["OPENAI_API_KEY"]), ("Naver", "NAVER_", ["NAVER_CLIENT_ID", "NAVER_CLIENT_SECRET"])];

    /// <summary>All groups that hold for the file, each with two keys or more.</summary>
    public static IEnumerable<EnvGroupSettings> Of(EnvFileView file, EnvSettings settings)
    {
        var taken = new HashSet<string>(StringComparer.Ordinal);
        foreach (var group in settings.Groups.Where(group => Concerns(group, file)).Concat(OfSample(file)).Concat(OfUsual(file)))
        {
            // The project's own word comes first; a key belongs to one feature.
            var keys = group.Keys.Where(taken.Add).ToList();
            if (keys.Count >= 2)
            {
                yield return group with { Keys = keys };
            }
        }
    }

    /// <summary>Keys of the sample that need not be in the file: those of the project's groups and under "optional" in the sample.</summary>
    public static HashSet<string> KeysThatMayBeAbsent(EnvFileView file, EnvSettings settings) =>
        [.. settings.Groups.SelectMany(group => group.Keys), .. file.Sample?.OptionalBlocks.SelectMany(block => block) ?? []];

    /// <summary>Keys that may be empty: those, and of the usual features.</summary>
    public static HashSet<string> KeysThatMayBeEmpty(EnvFileView file, EnvSettings settings) =>
        [.. KeysThatMayBeAbsent(file, settings), .. OfUsual(file).SelectMany(group => group.Keys)];

    // In a project of several services a feature belongs to the files that know one of its keys.
    private static bool Concerns(EnvGroupSettings group, EnvFileView file) =>
        group.Keys.Any(key => file.Winners.ContainsKey(key) || file.Sample?.Keys.ContainsKey(key) == true);

    private static IEnumerable<EnvGroupSettings> OfSample(EnvFileView file) =>
        (file.Sample?.OptionalBlocks ?? []).Select(block => new EnvGroupSettings("the optional block of the sample", block));

    private static IEnumerable<EnvGroupSettings> OfUsual(EnvFileView file) =>
        from feature in Usual
        let listed = file.Sample?.Keys.Keys.Where(key => key.StartsWith(feature.Prefix, StringComparison.Ordinal)) ?? []
        where listed.Any() || feature.Needed.Any(file.Winners.ContainsKey)
        select new EnvGroupSettings(feature.Name, [.. feature.Needed.Union(listed)]);
}
