using System.Text;

namespace DeployOps.Engine.EnvFiles;

/// <summary>Writes entries that compose reads back exactly.</summary>
public static class EnvFileWriter
{
    /// <summary>One line, <c>KEY=value</c>, without its end.</summary>
    /// <param name="key">A key compose can read back, see <see cref="EnvKeys.IsWritable"/>.</param>
    /// <param name="value">The value; null writes a bare key, which inherits.</param>
    /// <exception cref="ArgumentException">The key cannot be written, or the value is not Unicode.</exception>
    public static string Line(string key, string? value)
    {
        if (!EnvKeys.IsWritable(key))
        {
            throw new ArgumentException("The key holds a character that no key may hold, or is empty.", nameof(key));
        }

        return value is null ? key : $"{key}={EnvFileQuoting.Quote(value).Text}";
    }

    /// <summary>A whole file, each line ended.</summary>
    /// <param name="entries">Keys and values in order.</param>
    /// <param name="lineEnd">The line end; compose trims the carriage return of <c>\r\n</c>.</param>
    /// <exception cref="ArgumentException">As for <see cref="Line"/>.</exception>
    public static string Render(IEnumerable<KeyValuePair<string, string?>> entries, string lineEnd = "\n")
    {
        ArgumentNullException.ThrowIfNull(entries);
        var text = new StringBuilder();
        foreach (var (key, value) in entries)
        {
            text.Append(Line(key, value)).Append(lineEnd);
        }

        return text.ToString();
    }
}
