namespace DeployOps.Engine.EnvFiles;

/// <summary>
/// An env file as Docker Compose reads it: the entries in their order, and the values that result. Source: compose-go v2.0.2
/// <c>dotenv/parser.go</c>, and the behaviour of Compose 2.26.1.
/// </summary>
public sealed class EnvFile
{
    /// <summary>
    /// The most that interpolation may put out for one file, unused defaults included, in UTF-16 units (32 Mi). Compose has no limit; a
    /// file in which each line doubles the one before would take all memory there.
    /// </summary>
    public const int LargestExpansion = 32 * 1024 * 1024;

    private EnvFile(IReadOnlyList<EnvEntry> entries, IReadOnlyDictionary<string, string> values)
    {
        Entries = entries;
        Values = values;
        Warnings = EnvFileWarnings.Of(entries);
    }

    /// <summary>Every statement, in order; a repeated key is there each time.</summary>
    public IReadOnlyList<EnvEntry> Entries { get; }

    /// <summary>
    /// The value of each key: the last entry wins. A bare key that inherits and finds nothing is left out.
    /// The process environment does not override these: compose does that afterwards, see <see cref="EnvFileSet"/>.
    /// </summary>
    public IReadOnlyDictionary<string, string> Values { get; }

    /// <summary>What is legal and hardly meant, in the order of the lines.</summary>
    public IReadOnlyList<EnvFileWarning> Warnings { get; }

    /// <summary>Reads the text of an env file.</summary>
    /// <param name="text">The text. One BOM at its start is skipped. Only a line feed ends a line.</param>
    /// <param name="lookup">
    /// What is set outside this file: the process environment, then the keys of earlier files; null for what is not set.
    /// It is asked before the keys of this file, as compose does.
    /// </param>
    /// <exception cref="EnvFileFormatException">Compose would refuse the text.</exception>
    public static EnvFile Parse(string text, Func<string, string?> lookup)
    {
        ArgumentNullException.ThrowIfNull(text);
        ArgumentNullException.ThrowIfNull(lookup);
        var parser = new EnvFileParser(text, lookup);
        parser.Run();
        return new EnvFile(parser.Entries, parser.Values);
    }

    /// <summary>Reads an env file from disk, strictly as UTF-8.</summary>
    /// <param name="path">The file.</param>
    /// <param name="lookup">As for <see cref="Parse"/>.</param>
    /// <exception cref="EnvFileFormatException">Compose would refuse the text.</exception>
    /// <exception cref="EnvFileEncodingException">The file is not UTF-8, or holds a NUL.</exception>
    /// <exception cref="EnvFileMissingException">There is no such file.</exception>
    /// <exception cref="EnvFileTooLargeException">The file is larger than <see cref="EnvFileReader.LargestFile"/>.</exception>
    public static EnvFile Load(string path, Func<string, string?> lookup)
    {
        var text = EnvFileReader.ReadText(path);
        try
        {
            return Parse(text, lookup);
        }
        catch (EnvFileFormatException exception)
        {
            throw exception.In(path);
        }
    }
}
