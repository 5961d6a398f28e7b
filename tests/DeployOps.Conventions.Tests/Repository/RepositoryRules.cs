using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace DeployOps.Conventions.Tests.Repository;

/// <summary>What the repository keeps to as a whole.</summary>
internal static partial class RepositoryRules
{
    public static IEnumerable<string> Hosts(string file, string text) => Lines(file, text, RegistryHost(), "names the host of a package registry; a machine's own configuration knows it");

    public static IEnumerable<string> MachinePaths(string file, string text) => Lines(file, text, MachinePath(), "names a path of one machine");

    public static IEnumerable<string> Endings(string file, string text)
    {
        if (text.Length > 0 && text[^1] != '\n')
        {
            yield return $"{file} does not end with a line end";
        }

        if (text.StartsWith('\uFEFF'))
        {
            yield return $"{file} begins with a byte order mark";
        }
    }

    /// <summary>Versions are in one place, and warnings are mended rather than silenced.</summary>
    public static IEnumerable<string> Project(string file, XDocument project)
    {
        if (project.Descendants("PackageReference").Any(package => package.Attribute("Version") is not null))
        {
            yield return $"{file} names a version; Directory.Packages.props does";
        }

        foreach (var loosened in project.Descendants().Where(element => element.Name.LocalName is "NoWarn" or "TreatWarningsAsErrors" or "WarningsNotAsErrors" or "Nullable" or "AnalysisLevel"))
        {
            yield return $"{file} sets {loosened.Name.LocalName}; the strictness of the build is in Directory.Build.props";
        }
    }

    private static IEnumerable<string> Lines(string file, string text, Regex pattern, string what) =>
        text.Split('\n').Select((line, index) => (line, index)).Where(pair => pattern.IsMatch(pair.line)).Select(pair => $"{file}({pair.index + 1}) {what}");

    // Written in pieces, so that this file keeps the rule itself.
    [GeneratedRegex(@"nuget" + @"\.org|npmjs" + @"\.(org|com)|(deb|security)\.debian" + @"\.org|pypi" + @"\.org|powershellgallery" + @"\.com/api")]
    private static partial Regex RegistryHost();

    [GeneratedRegex(@"(^|[^\w.~/-])/(work|farm)" + @"/|(^|[^\w.])/root" + @"/|(^|[^\w.])/home" + @"/(?!user\b|deploy\b)\w|/tmp" + @"/wt\b")]
    private static partial Regex MachinePath();
}
