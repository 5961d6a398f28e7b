namespace DeployOps.Engine.EnvFiles;

/// <summary>How a value is written in an env file.</summary>
public enum EnvQuote
{
    /// <summary>The entry has no value of its own: a bare key on its line.</summary>
    None,

    /// <summary>The value runs to the end of its line: interpolated, no escapes.</summary>
    Unquoted,

    /// <summary>In single quotes: taken as it stands, only <c>\'</c> loses its backslash.</summary>
    SingleQuoted,

    /// <summary>In double quotes: escapes first, then interpolation.</summary>
    DoubleQuoted,
}
