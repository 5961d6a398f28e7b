namespace DeployOps.Engine.Redaction;

/// <summary>What a <see cref="Redactor"/> looks for besides the secrets it was given.</summary>
public sealed record RedactorOptions
{
    /// <summary>
    /// Whether values which nobody named but which look like credentials are masked too: the password in
    /// <c>scheme://user:password@</c>, private key blocks, <c>Authorization</c> headers, JSON Web Tokens and
    /// tokens with a well-known prefix. On by default, in every form including the streaming ones: the pass
    /// costs about a third of a search, beside it on a second core, and a leak costs a rotation.
    /// </summary>
    public bool UnknownSecrets { get; init; } = true;
}
