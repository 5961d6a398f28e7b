namespace DeployOps.Engine.EnvFiles.Dialects;

/// <summary>A program other than Docker Compose that reads env files by rules of its own.</summary>
public enum EnvDialect
{
    /// <summary>The npm package dotenv, 16 to 18.</summary>
    NpmDotenv,

    /// <summary><c>node --env-file</c> and <c>util.parseEnv</c> of Node.js 20.</summary>
    NodeEnvFile,

    /// <summary>The Python package python-dotenv 1.2, as <c>load_dotenv()</c> without override.</summary>
    PythonDotenv,
}

/// <summary>Why a dialect reads an entry otherwise than compose.</summary>
public enum EnvDialectReason
{
    /// <summary>The dialect finds no such key: it does not understand the statement, or another one has swallowed it.</summary>
    KeyNotRead,

    /// <summary>The BOM at the start of the file becomes part of the first key.</summary>
    ByteOrderMarkInKey,

    /// <summary>The separator is <c>:</c>, which the dialect does not know.</summary>
    ColonSeparator,

    /// <summary>The prefix <c>export</c> is not followed by exactly what the dialect expects.</summary>
    ExportPrefix,

    /// <summary>The value holds a <c>#</c> which the dialect takes for a comment, or the other way round.</summary>
    Comment,

    /// <summary>The value refers to a variable, or holds a dollar, which the dialect expands by other rules.</summary>
    Interpolation,

    /// <summary>The value holds a backslash, which the dialect reads by other rules.</summary>
    Escape,

    /// <summary>The value holds quotes, or text after the closing quote, which the dialect reads by other rules.</summary>
    Quotes,

    /// <summary>The value spans lines, or holds a carriage return.</summary>
    LineEnds,

    /// <summary>White space at the start or the end of the value is kept by the one and dropped by the other.</summary>
    WhiteSpace,

    /// <summary>Something else; most likely an earlier line was read otherwise.</summary>
    Other,
}

/// <summary>One entry that a dialect reads otherwise. There is no value in it.</summary>
/// <param name="Line">The line of the entry whose value compose takes, from 1.</param>
/// <param name="Key">The key as it may be shown, see <see cref="EnvKeys.Display"/>.</param>
/// <param name="Dialect">Who reads it otherwise.</param>
/// <param name="Reason">The likely cause.</param>
public sealed record EnvDialectDifference(int Line, string Key, EnvDialect Dialect, EnvDialectReason Reason)
{
    /// <summary>The cause in words, with what to do.</summary>
    public string Why => EnvDialectReasons.Describe(Dialect, Reason);
}
