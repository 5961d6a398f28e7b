using System.Text.RegularExpressions;
using DeployOps.Engine.EnvFiles;
using DeployOps.Engine.Redaction;

namespace DeployOps.Engine.Compose.Configuration;

/// <summary>Finds the values of options and assignments in a command line that are secrets by their name: <c>--requirepass x</c>, <c>PGPASSWORD=x</c>.</summary>
public static partial class SecretArguments
{
    private static readonly HashSet<string> Options = new(StringComparer.OrdinalIgnoreCase) { "--requirepass", "--masterauth", "--auth", "--pass" };

    /// <summary>Whether what follows an option is a secret.</summary>
    public static bool IsSecretOption(string option) => IsSecretOption(option, SecretKeyNames.IsSecret);

    /// <summary>Whether what follows an option is not shown, though nothing is demanded of it.</summary>
    internal static bool IsHiddenOption(string option) => IsSecretOption(option, SecretKeyNames.MayBeSecret);

    private static bool IsSecretOption(string option, Func<string, bool> isSecretName) =>
        option.StartsWith('-') && !option.Contains('=', StringComparison.Ordinal) && !option.Contains(' ', StringComparison.Ordinal)
        && (Options.Contains(option) || isSecretName(option.TrimStart('-')));

    /// <summary>The values in a command line that are secrets by the name before them, each with that name.</summary>
    /// <param name="commandLine">The command line, as one text.</param>
    public static IEnumerable<(string Name, string Value, int Index)> Find(string commandLine) => Find(commandLine, SecretKeyNames.IsSecret);

    private static IEnumerable<(string Name, string Value, int Index)> Find(string commandLine, Func<string, bool> isSecretName)
    {
        foreach (Match match in Pattern().Matches(commandLine))
        {
            var name = match.Groups["name"].Value;
            var value = match.Groups["value"];
            var isOption = name.StartsWith('-');
            if (value.Length > 0 && (isOption ? IsSecretOption(name, isSecretName) : match.Groups["equals"].Value == "=" && isSecretName(name)))
            {
                yield return (name.TrimStart('-'), value.Value, value.Index);
            }
        }
    }

    /// <summary>The command line with those values masked.</summary>
    internal static string Mask(string commandLine)
    {
        foreach (var (_, value, index) in Find(commandLine, SecretKeyNames.MayBeSecret).Reverse())
        {
            commandLine = string.Concat(commandLine.AsSpan(0, index), Redactor.Mask, commandLine.AsSpan(index + value.Length));
        }

        return commandLine;
    }

    // The value is only looked at: the text behind "sh -c" is a value, and holds options and values of its own.
    [GeneratedRegex(
        """(?<![\w-])(?<name>--?[A-Za-z][\w-]*|[A-Za-z_][\w.]*)(?<equals>=|\s+)(?=(?<value>"[^"]*"|'[^']*'|[^\s"';|&<>]+))""",
        RegexOptions.CultureInvariant,
        matchTimeoutMilliseconds: 2000)]
    private static partial Regex Pattern();
}
