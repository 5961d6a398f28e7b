namespace DeployOps.Engine.EnvFiles;

/// <summary>
/// An env file which compose refuses. Neither the message nor any property holds a value, a piece of one, or the text of
/// the line: compose's own messages do, which is why they are not passed on.
/// </summary>
public sealed class EnvFileFormatException : DeployOpsException
{
    /// <summary>Makes the exception for a place in a file.</summary>
    /// <param name="reason">What is wrong.</param>
    /// <param name="line">The line, from 1.</param>
    /// <param name="column">The column, from 1.</param>
    /// <param name="key">The key of the entry, when it is known; it is shown only when it is a usual one.</param>
    /// <param name="path">The file, when the text came from one.</param>
    public EnvFileFormatException(EnvFileFormatReason reason, int line, int column, string? key = null, string? path = null)
        : base("EnvFileFormat", FailureKind.InvalidData, Describe(reason, line, column, key, path), "Correct that line; nothing was changed.")
    {
        Reason = reason;
        Line = line;
        Column = column;
        Key = EnvKeys.IsUsual(key) ? key : null;
        Path = path;
    }

    /// <summary>What is wrong.</summary>
    public EnvFileFormatReason Reason { get; }

    /// <summary>The line, from 1.</summary>
    public int Line { get; }

    /// <summary>The column, from 1, in UTF-16 units.</summary>
    public int Column { get; }

    /// <summary>The key of the entry, when it is known and fit to be shown.</summary>
    public string? Key { get; }

    /// <summary>The file, or null when the text did not come from one.</summary>
    public string? Path { get; }

    /// <summary>The same error with the file named.</summary>
    internal EnvFileFormatException In(string path) => new(Reason, Line, Column, Key, path);

    private static string Describe(EnvFileFormatReason reason, int line, int column, string? key, string? path)
    {
        var what = reason switch
        {
            EnvFileFormatReason.UnexpectedCharacterInKey => "a character that a key may not hold; is a '=' missing, or a quote around a value of several lines?",
            EnvFileFormatReason.SpaceInKey => "a space inside a key",
            EnvFileFormatReason.MissingKey => "'export' without a key",
            EnvFileFormatReason.UnterminatedQuote => "a quote that is never closed",
            EnvFileFormatReason.InvalidSubstitution => "a '${' that is not followed by a name and a '}'; write '$$' for a literal dollar, or use single quotes",
            EnvFileFormatReason.RequiredVariableMissing => "a '${NAME?}' whose variable is not set or is empty",
            EnvFileFormatReason.ExpansionTooLarge => "values that grow beyond the limit by referring to each other",
            EnvFileFormatReason.EmptyKey => "an entry without a key, which 'docker compose --env-file' cannot set",
            EnvFileFormatReason.NulInValue => "a NUL character in a value, which 'docker compose --env-file' cannot set",
            _ => "not readable",
        };
        var file = path is null ? string.Empty : $"{path}: ";
        var subject = EnvKeys.IsUsual(key) ? $" (key {key})" : string.Empty;
        return $"{file}line {line}, column {column}{subject}: {what}";
    }
}
