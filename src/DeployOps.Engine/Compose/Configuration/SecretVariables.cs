using System.Text.RegularExpressions;
using DeployOps.Engine.Compose.Model;
using DeployOps.Engine.Compose.Model.Yaml;
using DeployOps.Engine.EnvFiles;

namespace DeployOps.Engine.Compose.Configuration;

/// <summary>
/// The variables that the compose files treat as secrets, whatever they are called: those put under a secret's name, into the
/// password of a URL, or behind an option that takes a secret.
/// </summary>
internal static partial class SecretVariables
{
    public static IReadOnlySet<string> Of(ComposeModel model)
    {
        var names = new HashSet<string>(StringComparer.Ordinal);
        Collect(model.Root, "", names);
        return names;
    }

    private static void Collect(ComposeNode node, string name, HashSet<string> names)
    {
        switch (node)
        {
            case ComposeMapping mapping:
                foreach (var entry in mapping.Entries)
                {
                    Collect(entry.Value, entry.Key, names);
                }

                break;
            case ComposeSequence sequence:
                var option = "";
                foreach (var item in sequence.Items)
                {
                    Collect(item, option, names);
                    option = item is ComposeScalar scalar && SecretArguments.IsSecretOption(scalar.Text) ? "PASSWORD" : "";
                }

                break;
            case ComposeScalar { Kind: ComposeScalarKind.Text } scalar when scalar.Template.Contains('$', StringComparison.Ordinal):
                Collect(scalar.Template, name, names);
                break;
        }
    }

    private static void Collect(string template, string name, HashSet<string> names)
    {
        var equals = template.IndexOf('=', StringComparison.Ordinal);
        var isSecret = SecretKeyNames.IsSecret(name) || (equals > 0 && SecretKeyNames.IsSecret(template[..equals].TrimStart('-')));
        var parts = isSecret
            ? [template]
            : SecretArguments.Find(template).Select(argument => argument.Value).Concat(Passwords().Matches(template).Select(match => match.Groups["password"].Value));
        names.UnionWith(parts.SelectMany(ComposeTemplate.Variables).Select(variable => variable.Name));
    }

    [GeneratedRegex(@"://[^/\s:@]*(?:\$\{[^}]*\})?[^/\s:@]*:(?<password>(?:\$\{[^}]*\}|[^/\s@{}])+)@", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 2000)]
    private static partial Regex Passwords();
}
