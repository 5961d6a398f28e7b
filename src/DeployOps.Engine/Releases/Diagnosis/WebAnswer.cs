namespace DeployOps.Engine.Releases.Diagnosis;

/// <summary>Why there was no answer.</summary>
internal enum WebFailure
{
    /// <summary>There was one.</summary>
    None,

    /// <summary>Nobody listens on the port.</summary>
    Refused,

    /// <summary>The connection was taken and ended without an answer.</summary>
    Dropped,

    /// <summary>It took too long.</summary>
    TimedOut,

    /// <summary>The certificate is not trusted.</summary>
    Certificate,

    /// <summary>The name is not known.</summary>
    UnknownName,
}

/// <summary>What the stack answered.</summary>
/// <param name="Path">The path.</param>
/// <param name="Status">The status code; <see langword="null"/> without an answer.</param>
/// <param name="Failure">Why there was none.</param>
internal sealed record WebAnswer(string Path, int? Status, WebFailure Failure)
{
    /// <summary>The status code that the project expects.</summary>
    public int Expected { get; init; } = 200;

    /// <summary>The variable whose value was sent as a token; empty for none.</summary>
    public string TokenVariable { get; init; } = "";

    /// <summary>Whether it is a server error.</summary>
    public bool IsServerError => Status is >= 500;

    /// <summary>Whether a proxy says that it cannot reach what is behind it. Source: RFC 9110, 15.6.3 to 15.6.5.</summary>
    public bool IsGatewayError => Status is 502 or 503 or 504;

    /// <summary>Whether it is what is expected, or leads elsewhere.</summary>
    public bool IsGood => Status == Expected || Status is >= 200 and < 400;

    /// <summary>The answer in words.</summary>
    public string Words => Status is { } status ? FormattableString.Invariant($"{status}") : Failure switch
    {
        WebFailure.Refused => "connection refused",
        WebFailure.Dropped => "the connection ended without an answer",
        WebFailure.TimedOut => "no answer in time",
        WebFailure.Certificate => "the certificate is not trusted",
        _ => "the name is not known",
    };
}
