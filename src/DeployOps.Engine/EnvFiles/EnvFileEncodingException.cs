namespace DeployOps.Engine.EnvFiles;

/// <summary>What the bytes of a file that is not clean UTF-8 most likely are. A guess, good for a hint.</summary>
public enum EnvFileEncoding
{
    /// <summary>UTF-8 with damage: a broken sequence among good ones.</summary>
    DamagedUtf8,

    /// <summary>UTF-8, but with NUL characters in it.</summary>
    Utf8WithNul,

    /// <summary>UTF-16, low byte first: what Windows PowerShell's <c>&gt;</c> and <c>Out-File</c> write.</summary>
    Utf16LittleEndian,

    /// <summary>UTF-16, high byte first.</summary>
    Utf16BigEndian,

    /// <summary>UTF-32 with its byte order mark.</summary>
    Utf32,

    /// <summary>CP949, the superset of EUC-KR: what Korean Windows calls ANSI.</summary>
    Cp949,

    /// <summary>Latin-1 or Windows-1252.</summary>
    Latin1,
}

/// <summary>An env file whose bytes are not UTF-8. The message names the line and the likely encoding, never the bytes.</summary>
public sealed class EnvFileEncodingException : DeployOpsException
{
    /// <summary>Makes the exception.</summary>
    /// <param name="path">The file.</param>
    /// <param name="line">The line of the first bad byte, from 1.</param>
    /// <param name="likely">What the file most likely is.</param>
    public EnvFileEncodingException(string path, int line, EnvFileEncoding likely)
        : base("EnvFileEncoding", FailureKind.InvalidData, $"{path}: line {line}: not clean UTF-8; {Describe(likely)}", "Save the file as UTF-8 without a byte order mark.")
    {
        Path = path;
        Line = line;
        LikelyEncoding = likely;
    }

    /// <summary>The file.</summary>
    public string Path { get; }

    /// <summary>The line of the first bad byte, from 1.</summary>
    public int Line { get; }

    /// <summary>What the file most likely is.</summary>
    public EnvFileEncoding LikelyEncoding { get; }

    private static string Describe(EnvFileEncoding likely) => likely switch
    {
        EnvFileEncoding.Utf8WithNul => "it holds a NUL character",
        EnvFileEncoding.Utf16LittleEndian => "it looks like UTF-16LE, which Windows PowerShell writes with '>' and Out-File",
        EnvFileEncoding.Utf16BigEndian => "it looks like UTF-16BE",
        EnvFileEncoding.Utf32 => "it looks like UTF-32",
        EnvFileEncoding.Cp949 => "it looks like CP949 (EUC-KR), the 'ANSI' of Korean Windows",
        EnvFileEncoding.Latin1 => "it looks like Latin-1 (Windows-1252)",
        _ => "it is UTF-8 with a damaged place",
    };
}
