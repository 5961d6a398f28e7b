using DeployOps.Engine.Compose.Model.Loading;
using DeployOps.Engine.Compose.Model.Yaml;
using DeployOps.Engine.Files;
using DeployOps.Engine.Redaction;
using DeployOps.Engine.Redaction.Forms;

namespace DeployOps.Engine.Compose.Configuration;

/// <summary>
/// What stands behind the <c>secrets:</c> and <c>configs:</c> of a compose file: a file, or a variable. All of a secret is one; a
/// config is a text that may hold some. Source: the Compose Specification, "Secrets" and "Configs".
/// </summary>
internal static class SecretSources
{
    // A line of a secret's file that is shorter is a bracket or a number rather than a secret.
    private const int ShortestLine = 8;
    private const int LongestFile = 1 << 20;

    /// <summary>The secrets. A file that cannot be read is passed over.</summary>
    /// <param name="root">The outermost mapping.</param>
    /// <param name="lookup">The variables.</param>
    public static IEnumerable<Secret> Of(ComposeMapping root, Func<string, string?> lookup) =>
        Entries(root, "secrets").SelectMany(entry => Texts(entry.Node, lookup).SelectMany(text => WholeAndParts(entry.Name, text)))
            .Concat(Entries(root, "configs").SelectMany(entry => Texts(entry.Node, lookup).SelectMany(text => ComposeSecrets.InText(entry.Name, text))));

    /// <summary>The files that are there, as full paths.</summary>
    /// <param name="root">The outermost mapping.</param>
    public static IEnumerable<string> FilesOf(ComposeMapping root) =>
        Entries(root, "secrets").Concat(Entries(root, "configs")).Select(entry => PathOf(entry.Node)).OfType<string>();

    private static IEnumerable<(string Name, ComposeMapping Node)> Entries(ComposeMapping root, string section) =>
        (root.Mapping(section)?.Entries ?? []).Where(entry => entry.Value is ComposeMapping).Select(entry => (entry.Key, (ComposeMapping)entry.Value));

    private static IEnumerable<string> Texts(ComposeMapping node, Func<string, string?> lookup)
    {
        var file = PathOf(node) is { } path ? TextOf(path) : null;
        var variable = node.Scalar("environment") is { Text.Length: > 0 } name ? lookup(name.Text) : null;
        return new[] { file, variable }.OfType<string>();
    }

    private static string? PathOf(ComposeMapping node) =>
        node.Scalar("file") is { Text.Length: > 0 } file && ComposePaths.Full(file) is var path && File.Exists(path) ? path : null;

    private static string? TextOf(string path)
    {
        try
        {
            return new FileInfo(path).Length > LongestFile ? null : RegularFile.ReadText(path);
        }
        catch (Exception failure) when (failure is DeployOpsException or IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    private static IEnumerable<Secret> WholeAndParts(string name, string text) =>
        new LinesShape().Of(text).Where(line => line.Length >= ShortestLine).Append(text.Trim())
            .Where(part => part.Length is > 0 and <= Redactor.LongestSecret)
            .Distinct(StringComparer.Ordinal)
            .Select(part => new Secret(name, part))
            .Concat(ComposeSecrets.InText(name, text));
}
