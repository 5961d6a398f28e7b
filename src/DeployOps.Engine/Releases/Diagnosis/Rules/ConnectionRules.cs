namespace DeployOps.Engine.Releases.Diagnosis.Rules;

/// <summary>What programs say when they cannot reach, or do not trust, what they need.</summary>
internal static class ConnectionRules
{
    private const string Unknown = "the name {peer} is not known in its network.";
    private const string Refused = "nobody listens on {peer}, port {port}.";
    private const string Host = @"(?<peer>[\w.-]+)";

    public static IReadOnlyList<ErrorRule> All { get; } =
    [
        new(DiagnosisCause.DependencyUnreachable, 91, @"host not found in (?:upstream|resolver) ""(?<peer>[^"":/]+)", Unknown, "nginx: ngx_http_upstream"),
        new(DiagnosisCause.DependencyUnreachable, 90, @"could not translate host name ""(?<peer>[^""]+)"" to address", Unknown, "PostgreSQL: libpq"),
        new(DiagnosisCause.DependencyUnreachable, 90, $@"getaddrinfo (?:ENOTFOUND|EAI_AGAIN) {Host}", Unknown, "Node.js: dns"),
        new(DiagnosisCause.DependencyUnreachable, 90, $@"dial tcp: lookup {Host}(?: on \S+)?: (?:no such host|server misbehaving|i/o timeout|Temporary failure)", Unknown, "Go: net"),
        new(DiagnosisCause.DependencyUnreachable, 90, $@"UnknownHostException: {Host}", Unknown, "Java: InetAddress"),
        new(DiagnosisCause.DependencyUnreachable, 90, $@"(?:Name or service not known|No such host is known\.?|Temporary failure in name resolution|nodename nor servname provided) \({Host}:(?<port>\d+)\)", Unknown, ".NET: SocketException"),
        new(DiagnosisCause.DependencyUnreachable, 90, $@"Unknown (?:MySQL )?server host '{Host}'|could not resolve (?:host|address)(?: name)?[: '""]+(?<peer>[\w.-]+)|Bad hostname '(?<peer>[\w.-]+)'|Failed to resolve '(?<peer>[\w.-]+)'|bad address '(?<peer>[\w.-]+)'", Unknown, "MySQL; curl; Perl; urllib3; BusyBox"),
        new(DiagnosisCause.DependencyUnreachable, 88, $@"{Host}: (?:Name or service not known|Temporary failure in name resolution)", Unknown, "glibc: gai_strerror, before it a program's word"),
        new(DiagnosisCause.DependencyUnreachable, 84, @"Name or service not known|Temporary failure in name resolution|No address associated with hostname|No such host is known|\bENOTFOUND\b", "a name is not known in its network.", "glibc: gai_strerror"),

        new(DiagnosisCause.DependencyUnreachable, 90, @"connection to server at ""(?<peer>[^""]+)""(?: \([^)]*\))?, port (?<port>\d+) failed: (?:Connection refused|Connection timed out|timeout|could not|No route|FATAL:  the database system is starting)", Refused, "PostgreSQL: libpq"),
        new(DiagnosisCause.DependencyUnreachable, 89, @"connect (?:ECONNREFUSED|ETIMEDOUT|EHOSTUNREACH|ENETUNREACH) (?<peer>[\w.:-]+):(?<port>\d+)", Refused, "Node.js: net"),
        new(DiagnosisCause.DependencyUnreachable, 89, $@"dial tcp (?<peer>[^\s:]+|\[[^\]]+\]):(?<port>\d+): (?:connect: )?(?:connection refused|no route to host|i/o timeout)", Refused, "Go: net"),
        new(DiagnosisCause.DependencyUnreachable, 89, $@"Error (?:-?\d+|\w+) connecting to {Host}:(?<port>\d+)", Refused, "Python: redis-py"),
        new(DiagnosisCause.DependencyUnreachable, 88, @"host='(?<peer>[^']+)', port=(?<port>\d+)\): Max retries exceeded", Refused, "Python: urllib3"),
        new(DiagnosisCause.DependencyUnreachable, 88, @"Connect call failed \('(?<peer>[^']+)', (?<port>\d+)", Refused, "Python: asyncio"),
        new(DiagnosisCause.DependencyUnreachable, 89, $@"Connection to {Host}:(?<port>\d+) refused", Refused, "Java: PostgreSQL JDBC"),
        new(DiagnosisCause.DependencyUnreachable, 88, $@"Connection refused \({Host}:(?<port>\d+)\)|Failed to connect to (?<peer>[\w.-]+):(?<port>\d+)|Couldn't connect to (?<peer>[\w.-]+):(?<port>\d+)|Could not connect to Redis at (?<peer>[\w.-]+):(?<port>\d+)", Refused, ".NET: SocketException, Npgsql; Neo4j driver; redis-cli"),
        new(DiagnosisCause.DependencyUnreachable, 88, $@"/dev/tcp/{Host}/(?<port>\d+): (?:Connection refused|No route to host|Connection timed out)", Refused, "bash: redirections"),
        new(DiagnosisCause.DependencyUnreachable, 87, $@"(?:connect|connection|connecting)[^\n]{{0,60}}?\b(?:to|at) {Host}:(?<port>\d+)[^\n]{{0,60}}?(?:refused|timed out|unreachable|failed)", Refused, "applications: wording in use"),
        new(DiagnosisCause.DependencyUnreachable, 84, @"connect\(\) failed \(111: Connection refused\) while connecting to upstream.{0,300}?upstream: ""\w+://(?<peer>[^"":/]+):(?<port>\d+)", Refused, "nginx: ngx_http_upstream"),
        new(DiagnosisCause.DependencyUnreachable, 80, @"Communications link failure|ServiceUnavailable: .{0,80}(?:connect|routing)|MongoServerSelectionError|no reachable servers|Bootstrap broker \S+ disconnected", "a store that it needs cannot be reached.", "MySQL Connector/J; Neo4j; MongoDB; librdkafka"),
        new(DiagnosisCause.DependencyUnreachable, 78, @"Connection refused|ECONNREFUSED|connect: connection timed out|No route to host|Network is unreachable|EHOSTUNREACH", "nobody listens where it wants to connect to.", "Linux, connect(2)"),

        new(DiagnosisCause.CertificateProblem, 93, @"cannot load certificate|SSL_CTX_use_PrivateKey|key values mismatch|private key file .{0,200}has group or world access", "the server's own certificate or key cannot be used.", "nginx; OpenSSL; PostgreSQL"),
        new(DiagnosisCause.CertificateProblem, 92, @"certificate has expired|certificate is not yet valid|CERT_HAS_EXPIRED|x509: certificate has expired|NotTimeValid", "a certificate has expired, or the clock is wrong.", "OpenSSL; Node.js; Go; .NET"),
        new(DiagnosisCause.CertificateProblem, 91, @"certificate verify failed|CERTIFICATE_VERIFY_FAILED|x509: |PKIX path (?:building|validation) failed|self[- ]signed certificate|UNABLE_TO_VERIFY_LEAF_SIGNATURE|remote certificate is invalid|RemoteCertificate\w+|certificate signed by unknown authority", "the other side's certificate is not trusted.", "OpenSSL; Python; Go; Java; Node.js; .NET"),
        new(DiagnosisCause.CertificateProblem, 86, @"server does not support SSL|SSL is not enabled on the server|no SSL/TLS|wrong version number", "one side speaks TLS and the other does not.", "PostgreSQL: libpq; lib/pq; OpenSSL"),
    ];
}
