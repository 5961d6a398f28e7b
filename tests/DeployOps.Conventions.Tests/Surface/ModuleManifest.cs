using System.Text.RegularExpressions;

namespace DeployOps.Conventions.Tests.Surface;

/// <summary>The plain values of a module manifest: texts, and lists of texts. Read by form, without a PowerShell.</summary>
internal sealed partial class ModuleManifest
{
    private readonly Dictionary<string, IReadOnlyList<string>> _values;

    private ModuleManifest(Dictionary<string, IReadOnlyList<string>> values) => _values = values;

    /// <summary>The value of a key: one text, or the texts of a list; <see langword="null"/> when the key is missing.</summary>
    public IReadOnlyList<string>? this[string key] => _values.GetValueOrDefault(key);

    public static ModuleManifest Parse(string text) => new(Entry().Matches(text).ToDictionary(
        entry => entry.Groups["key"].Value,
        entry => (IReadOnlyList<string>)[.. Text().Matches(entry.Groups["value"].Value).Select(match => match.Groups[1].Value)],
        StringComparer.OrdinalIgnoreCase));

    [GeneratedRegex("""^ {4}(?<key>\w+) *= *(?<value>@\([^)]*\)|'[^']*')""", RegexOptions.Multiline)]
    private static partial Regex Entry();

    [GeneratedRegex("'([^']*)'")]
    private static partial Regex Text();
}
