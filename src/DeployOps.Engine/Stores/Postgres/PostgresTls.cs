namespace DeployOps.Engine.Stores.Postgres;

/// <summary>How a connection to PostgreSQL is protected. Source: PostgreSQL documentation, libpq, <c>sslmode</c>.</summary>
public enum PostgresTls
{
    /// <summary>Not at all.</summary>
    Disable,

    /// <summary>Only when the server insists.</summary>
    Allow,

    /// <summary>When the server can.</summary>
    Prefer,

    /// <summary>Always, with any certificate.</summary>
    Require,

    /// <summary>Always, with a certificate of a trusted authority.</summary>
    VerifyAuthority,

    /// <summary>Always, with a certificate of a trusted authority for this name.</summary>
    VerifyFull,
}
