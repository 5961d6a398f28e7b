using DeployOps.Engine.Releases.Diagnosis;

namespace DeployOps.Engine.Tests.Releases.Diagnosis;

internal static partial class RecordedErrors
{
    private static (string Cause, string Part, string Text)[] OfSettings =>
    [
        (DiagnosisCause.MissingVariable, "", "Error: Database is uninitialized and superuser password is not specified.\n       You must specify POSTGRES_PASSWORD to a non-empty value for the superuser."),
        (DiagnosisCause.MissingVariable, "", "2026-11-21 03:00:00+00:00 [ERROR] [Entrypoint]: Database is uninitialized and password option is not specified"),
        (DiagnosisCause.MissingVariable, "JWT_SECRET_KEY", "pydantic_core._pydantic_core.ValidationError: 1 validation error for Settings\nJWT_SECRET_KEY\n  Field required [type=missing, input_value={}, input_type=dict]"),
        (DiagnosisCause.MissingVariable, "OPENAI_API_KEY", "KeyError: 'OPENAI_API_KEY'"),
        (DiagnosisCause.MissingVariable, "POSTGRES_DB", "/entrypoint.sh: line 3: POSTGRES_DB: unbound variable"),
        (DiagnosisCause.MissingVariable, "POSTGRES_DB", "sh: 1: POSTGRES_DB: parameter not set"),
        (DiagnosisCause.MissingVariable, "DATABASE_URL", "level=fatal msg=\"required key DATABASE_URL missing value\""),
        (DiagnosisCause.MissingVariable, "jwt.secret", "java.lang.IllegalArgumentException: Could not resolve placeholder 'jwt.secret' in value \"${jwt.secret}\""),
        (DiagnosisCause.MissingVariable, "", "django.core.exceptions.ImproperlyConfigured: The SECRET_KEY setting must not be empty."),
        (DiagnosisCause.MissingVariable, "", "Error: secretOrPrivateKey must have a value"),
        (DiagnosisCause.MissingVariable, "STRIPE_KEY", "Error: Environment variable STRIPE_KEY is not set"),
        (DiagnosisCause.MissingVariable, "DATABASE_URL", "error: Environment variable not found: DATABASE_URL"),
        (DiagnosisCause.MissingVariable, "SESSION_SECRET", "Error: Missing required environment variable: SESSION_SECRET"),
        (DiagnosisCause.MissingVariable, "REDIS_URL", "Error: REDIS_URL must be set"),
        (DiagnosisCause.MissingVariable, "REDIS_URL", "panic: REDIS_URL is required"),
        (DiagnosisCause.MissingVariable, "OPENAI_API_KEY", "openai.OpenAIError: The api_key client option must be set either by passing api_key to the client or by setting the OPENAI_API_KEY environment variable"
            .Replace("by setting", "set", StringComparison.Ordinal)),
        (DiagnosisCause.MissingVariable, "", "System.InvalidOperationException: The ConnectionString property has not been initialized."),
        (DiagnosisCause.BadCredentials, "shop", "psycopg2.OperationalError: connection to server at \"db\" (172.18.0.2), port 5432 failed: FATAL:  password authentication failed for user \"shop\""),
        (DiagnosisCause.BadCredentials, "", "redis.exceptions.AuthenticationError: WRONGPASS invalid username-password pair or user is disabled."),
        (DiagnosisCause.BadCredentials, "", "ReplyError: NOAUTH Authentication required."),
        (DiagnosisCause.BadCredentials, "", "ERR AUTH <password> called without any password configured for the default user. Are you sure your configuration is correct?"),
        (DiagnosisCause.BadCredentials, "shop", "ERROR 1045 (28000): Access denied for user 'shop'@'172.18.0.4' (using password: YES)"),
        (DiagnosisCause.BadCredentials, "", "neo4j.exceptions.AuthError: {code: Neo.ClientError.Security.Unauthorized} {message: The client is unauthorized due to authentication failure.}"),
        (DiagnosisCause.BadCredentials, "", "Error: SASL: SCRAM-SERVER-FIRST-MESSAGE: client password must be a string"),
        (DiagnosisCause.BadCredentials, "", "FATAL:  no pg_hba.conf entry for host \"172.18.0.4\", user \"shop\", database \"shop\", no encryption"),
        (DiagnosisCause.BadCredentials, "shop", "FATAL:  role \"shop\" does not exist"),
        (DiagnosisCause.BadCredentials, "", "Exception (403) Reason: \"ACCESS_REFUSED - Login was refused using authentication mechanism PLAIN\""),
        (DiagnosisCause.BadCredentials, "", "openai.AuthenticationError: Error code: 401 - {'error': {'message': 'Incorrect API key provided', 'code': 'invalid_api_key'}}"),
        (DiagnosisCause.BadCredentials, "", "MongoServerError: Authentication failed."),
        (DiagnosisCause.BadCredentials, "", "requests.exceptions.HTTPError: 401 Client Error: Unauthorized for url: https://api.example/v1"),
        (DiagnosisCause.AuthenticationRefused, "", "JsonWebTokenError: invalid signature"),
        (DiagnosisCause.AuthenticationRefused, "", "jwt.exceptions.InvalidSignatureError: Signature verification failed"),
        (DiagnosisCause.TimeSkew, "", "jwt.exceptions.ImmatureSignatureError: The token is not yet valid (iat)"),
        (DiagnosisCause.ConfigurationSyntax, "", "2026/11/21 03:00:00 [emerg] 1#1: unknown directive \"proxy_passs\" in /etc/nginx/conf.d/default.conf:9"),
        (DiagnosisCause.ConfigurationSyntax, "", "nginx: [emerg] location \"/api\" cannot be inside the named location"),
        (DiagnosisCause.ConfigurationSyntax, "", "*** FATAL CONFIG FILE ERROR (Redis 7.0.15) ***"),
        (DiagnosisCause.ConfigurationSyntax, "", "FATAL:  configuration file \"/etc/postgresql/postgresql.conf\" contains errors"),
        (DiagnosisCause.ConfigurationSyntax, "", "Failed to read config: Unrecognized setting. No declared setting with name: dbms.memory.heap"),
        (DiagnosisCause.ConfigurationSyntax, "", "yaml.scanner.ScannerError: mapping values are not allowed here"),
        (DiagnosisCause.ConfigurationSyntax, "", "[ALERT]    (1) : config : parsing [/usr/local/etc/haproxy/haproxy.cfg:12] : unknown keyword 'servr'"),
        (DiagnosisCause.ConfigurationSyntax, "", "sqlalchemy.exc.ArgumentError: Could not parse SQLAlchemy URL from given URL string"),
        (DiagnosisCause.ConfigurationSyntax, "", "pydantic_core._pydantic_core.ValidationError: 1 validation error for Settings\nport\n  Input should be a valid integer [type=int_parsing]"),
    ];
}
