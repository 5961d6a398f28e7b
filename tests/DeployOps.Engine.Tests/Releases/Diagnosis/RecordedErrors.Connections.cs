using DeployOps.Engine.Releases.Diagnosis;

namespace DeployOps.Engine.Tests.Releases.Diagnosis;

internal static partial class RecordedErrors
{
    private static (string Cause, string Part, string Text)[] OfConnections =>
    [
        (DiagnosisCause.DependencyUnreachable, "backend", "nginx: [emerg] host not found in upstream \"backend:8000\" in /etc/nginx/conf.d/default.conf:9"),
        (DiagnosisCause.DependencyUnreachable, "dbb", "psycopg2.OperationalError: could not translate host name \"dbb\" to address: Name or service not known"),
        (DiagnosisCause.DependencyUnreachable, "redis", "Error: getaddrinfo ENOTFOUND redis\n    at GetAddrInfoReqWrap.onlookup [as oncomplete] (node:dns:107:26)"),
        (DiagnosisCause.DependencyUnreachable, "db", "panic: dial tcp: lookup db on 127.0.0.11:53: no such host"),
        (DiagnosisCause.DependencyUnreachable, "db", "Caused by: java.net.UnknownHostException: db"),
        (DiagnosisCause.DependencyUnreachable, "db", "Unhandled exception. System.Net.Sockets.SocketException (00000001, 11): Name or service not known (db:5432)"),
        (DiagnosisCause.DependencyUnreachable, "search", "Error: Unknown MySQL server host 'search' (-2)".Replace("Error: ", "ERROR 2005 (HY000): ", StringComparison.Ordinal)),
        (DiagnosisCause.DependencyUnreachable, "search", "curl: (6) Could not resolve host: search"),
        (DiagnosisCause.DependencyUnreachable, "db", "bash: line 1: db: Name or service not known"),
        (DiagnosisCause.DependencyUnreachable, "", "socket.gaierror: [Errno -2] Name or service not known"),
        (DiagnosisCause.DependencyUnreachable, "db", "psycopg.OperationalError: connection failed: connection to server at \"db\" (172.18.0.2), port 5432 failed: Connection refused\n\tIs the server running on that host and accepting TCP/IP connections?"),
        (DiagnosisCause.DependencyUnreachable, "172.18.0.5", "Error: connect ECONNREFUSED 172.18.0.5:6379"),
        (DiagnosisCause.DependencyUnreachable, "172.18.0.5", "panic: dial tcp 172.18.0.5:5432: connect: connection refused"),
        (DiagnosisCause.DependencyUnreachable, "cache", "redis.exceptions.ConnectionError: Error 111 connecting to cache:6379. Connection refused."),
        (DiagnosisCause.DependencyUnreachable, "vectors", "requests.exceptions.ConnectionError: HTTPConnectionPool(host='vectors', port=6333): Max retries exceeded with url: /collections"),
        (DiagnosisCause.DependencyUnreachable, "172.18.0.2", "ConnectionRefusedError: [Errno 111] Connect call failed ('172.18.0.2', 5432)"),
        (DiagnosisCause.DependencyUnreachable, "db", "org.postgresql.util.PSQLException: Connection to db:5432 refused. Check that the hostname and port are correct and that the postmaster is accepting TCP/IP connections."),
        (DiagnosisCause.DependencyUnreachable, "db", "Npgsql.NpgsqlException (0x80004005): Failed to connect to db:5432"),
        (DiagnosisCause.DependencyUnreachable, "graph", "neo4j.exceptions.ServiceUnavailable: Couldn't connect to graph:7687 (resolved to ())"),
        (DiagnosisCause.DependencyUnreachable, "db", "bash: line 1: /dev/tcp/db/5432: Connection refused"),
        (DiagnosisCause.DependencyUnreachable, "queue", "ERROR: cannot connect to queue:5672, connection refused"),
        (DiagnosisCause.DependencyUnreachable, "172.18.0.3", "2026/11/21 03:00:00 [error] 29#29: *1 connect() failed (111: Connection refused) while connecting to upstream, client: 172.18.0.1, server: , request: \"GET /api/openapi.json HTTP/1.1\", upstream: \"http://172.18.0.3:8000/openapi.json\""),
        (DiagnosisCause.DependencyUnreachable, "", "com.mysql.cj.jdbc.exceptions.CommunicationsException: Communications link failure"),
        (DiagnosisCause.DependencyUnreachable, "", "ERROR: Connection refused"),
        (DiagnosisCause.CertificateProblem, "", "nginx: [emerg] cannot load certificate \"/etc/ssl/shop.pem\": BIO_new_file() failed"),
        (DiagnosisCause.CertificateProblem, "", "Error: certificate has expired\n    code: 'CERT_HAS_EXPIRED'"),
        (DiagnosisCause.CertificateProblem, "", "requests.exceptions.SSLError: [SSL: CERTIFICATE_VERIFY_FAILED] certificate verify failed: unable to get local issuer certificate"),
        (DiagnosisCause.CertificateProblem, "", "Post \"https://api\": tls: failed to verify certificate: x509: certificate signed by unknown authority"),
        (DiagnosisCause.CertificateProblem, "", "psycopg2.OperationalError: server does not support SSL, but SSL was required"),
    ];
}
