using System.Text.RegularExpressions;
using DeployOps.Engine.Compose.Model.Yaml;
using DeployOps.Engine.EnvFiles;
using DeployOps.Engine.Project;
using DeployOps.Engine.Redaction;

namespace DeployOps.Engine.Compose.Configuration;

/// <summary>
/// The secrets that stand in a compose file itself, which a stack is deployed with all the same: under a secret's name, behind an
/// option of a command, in a build argument, or written inside a text. What a stack writes may repeat each of them.
/// </summary>
internal static partial class ComposeSecrets
{
    /// <summary>They.</summary>
    /// <param name="root">The outermost mapping, of the files as they are written or as compose resolved them.</param>
    public static IEnumerable<Secret> In(ComposeNode root) =>
        UnderNames(root).Concat(Texts(root, "").SelectMany(text => InText(text.Name, text.Value))).Where(secret => !Reference().IsMatch(secret.Value));

    /// <summary>Those of them that stand under a secret's name, to be masked wherever else they stand.</summary>
    /// <param name="root">The outermost mapping.</param>
    public static IEnumerable<Secret> UnderNames(ComposeNode root) => ComposeMasker.SecretsIn(root).Where(secret => !Reference().IsMatch(secret.Value));

    /// <summary>The secrets written inside one text.</summary>
    /// <param name="name">What the text is called.</param>
    /// <param name="text">The text.</param>
    public static IEnumerable<Secret> InText(string name, string text) => text.Length is 0 or > Redactor.LongestSecret
        ? []
        : WrittenSecrets.Find(text, SecretKeyNames.MayBeSecret).Select(span => text[span.Start..span.End])
            .Concat(SecretArguments.Find(text).Select(argument => argument.Value.Trim('"', '\'')))
            .Concat(ProjectSecrets.IsSecret("", text) ? [text] : [])
            .Where(value => value.Length > 0)
            .Select(value => new Secret(name, value));

    private static IEnumerable<(string Name, string Value)> Texts(ComposeNode node, string name) => node switch
    {
        ComposeMapping mapping => mapping.Entries.SelectMany(entry => Texts(entry.Value, entry.Key)),
        // A list may be a command, in which an option and its value are neighbours.
        ComposeSequence sequence => sequence.Items.SelectMany(item => Texts(item, name))
            .Append((name, string.Join(' ', sequence.Items.OfType<ComposeScalar>().Select(item => item.Text)))),
        ComposeScalar { IsNull: false } scalar => [(name, scalar.Text)],
        _ => [],
    };

    // A shell's variable is no secret, and stands in many a log that explains how to set it. By custom its name is in capitals, which
    // tells it from a password that begins with a dollar sign. Nor is what a shell reads from somewhere else, as by $(cat file).
    [GeneratedRegex("""^["']?\$+(?:\{?[A-Z_][A-Z0-9_]*\b|\()""", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 2000)]
    private static partial Regex Reference();
}
