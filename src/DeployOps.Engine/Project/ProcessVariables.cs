using System.Collections;

namespace DeployOps.Engine.Project;

/// <summary>The variables of this process, as pairs.</summary>
public static class ProcessVariables
{
    /// <summary>All of them.</summary>
    public static IReadOnlyList<KeyValuePair<string, string>> All() =>
    [
        .. Environment.GetEnvironmentVariables()
            .Cast<DictionaryEntry>()
            .Select(entry => KeyValuePair.Create((string)entry.Key, (string?)entry.Value ?? "")),
    ];
}
