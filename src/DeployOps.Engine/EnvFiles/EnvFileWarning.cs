namespace DeployOps.Engine.EnvFiles;

/// <summary>What is legal in an env file and hardly ever meant.</summary>
public enum EnvFileWarningKind
{
    /// <summary>The value refers to a variable that is not set; compose puts nothing in its place.</summary>
    UnsetVariable,

    /// <summary>The same key stands further up; that value is lost.</summary>
    DuplicateKey,

    /// <summary>The key is empty. <c>docker compose --env-file</c> fails on it, <c>env_file:</c> does not.</summary>
    EmptyKey,

    /// <summary>
    /// The file ends with a bare key and no line end: compose takes the key for the value of an entry without a key.
    /// </summary>
    BareKeyAtEndOfFile,

    /// <summary>White space other than a space is inside the key and belongs to it.</summary>
    WhiteSpaceInKey,

    /// <summary>The unquoted value starts with <c>#</c>: it is no comment there.</summary>
    ValueStartsWithHash,

    /// <summary>The value holds a NUL. <c>docker compose --env-file</c> fails on it, <c>env_file:</c> does not.</summary>
    NulInValue,
}

/// <summary>One warning about an env file.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Line">The line of the entry, from 1.</param>
/// <param name="Key">The key of the entry as it may be shown, see <see cref="EnvKeys.Display"/>.</param>
public sealed record EnvFileWarning(EnvFileWarningKind Kind, int Line, string Key);
