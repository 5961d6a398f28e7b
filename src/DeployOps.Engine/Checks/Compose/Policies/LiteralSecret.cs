using System.Text.RegularExpressions;
using DeployOps.Engine.Compose.Configuration;
using DeployOps.Engine.EnvFiles;
using DeployOps.Engine.Redaction;

namespace DeployOps.Engine.Checks.Compose.Policies;

/// <summary>Tells whether a value that stands in a compose file is a secret, by its name or by its look. It never says what the value is.</summary>
internal static partial class LiteralSecret
{
    /// <summary>Whether a value under a name is a secret that is written down.</summary>
    public static bool Is(string name, string template)
    {
        var written = WithoutVariables(template).Trim();
        return written.Length > 0 && !IsHarmless(written) && (LooksLikeOne(written) || (SecretKeyNames.IsSecret(name) && !NamesVariable(template)));
    }

    /// <summary>Whether a text looks like a credential: a password in a URL, a private key, a token of a known form.</summary>
    public static bool LooksLikeOne(string written) => !string.Equals(Redactor.Empty.Redact(written), written, StringComparison.Ordinal);

    /// <summary>Whether a command line holds a secret that is written down.</summary>
    public static bool IsInCommand(string template)
    {
        var written = WithoutVariables(template);
        return LooksLikeOne(written) || SecretArguments.Find(written).Any(argument => !IsHarmless(argument.Value.Trim('"', '\'')) && !argument.Value.Contains('$', StringComparison.Ordinal));
    }

    /// <summary>The names of the secret variables that compose puts into a command line.</summary>
    public static IEnumerable<string> VariablesIn(string template) =>
        DeployOps.Engine.Compose.Model.Yaml.ComposeTemplate.Variables(template).Select(variable => variable.Name).Where(SecretKeyNames.IsSecret).Distinct(StringComparer.Ordinal);

    /// <summary>The text without its substitutions; a doubled dollar is a shell's own and stays.</summary>
    public static string WithoutVariables(string template)
    {
        string shorter;
        while ((shorter = Innermost().Replace(template, "")).Length < template.Length)
        {
            template = shorter;
        }

        return template;
    }

    private static bool NamesVariable(string template) => DeployOps.Engine.Compose.Model.Yaml.ComposeTemplate.Variables(template).Any();

    private static bool IsHarmless(string written) =>
        written.StartsWith("/run/secrets/", StringComparison.Ordinal)
        || bool.TryParse(written, out _)
        || written.StartsWith("$$", StringComparison.Ordinal);

    [GeneratedRegex(@"(?<!\$)\$(?:\{[^{}]*\}|[A-Za-z_]\w*)", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 2000)]
    private static partial Regex Innermost();
}
