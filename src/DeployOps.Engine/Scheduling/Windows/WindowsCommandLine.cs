using System.Text;

namespace DeployOps.Engine.Scheduling.Windows;

/// <summary>
/// Arguments as one line that a Windows program reads back as the same arguments. Source: Microsoft, "Parsing C command-line arguments".
/// </summary>
internal static class WindowsCommandLine
{
    /// <summary>Joins arguments.</summary>
    public static string Join(IEnumerable<string> arguments) => string.Join(' ', arguments.Select(Quote));

    private static string Quote(string argument)
    {
        if (argument.Length > 0 && !argument.Any(character => character is ' ' or '\t' or '"'))
        {
            return argument;
        }

        var text = new StringBuilder("\"");
        var backslashes = 0;
        foreach (var character in argument)
        {
            // Backslashes count twice only in front of a quotation mark.
            text.Append('\\', character == '"' ? backslashes + 1 : 0).Append(character);
            backslashes = character == '\\' ? backslashes + 1 : 0;
        }

        return text.Append('\\', backslashes).Append('"').ToString();
    }
}
