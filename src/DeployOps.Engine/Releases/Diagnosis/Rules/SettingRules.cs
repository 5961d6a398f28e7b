namespace DeployOps.Engine.Releases.Diagnosis.Rules;

/// <summary>Settings that are missing, wrong, or refused by the other side.</summary>
internal static class SettingRules
{
    // A name of an environment variable as it is written: upper case, so that an ordinary word is not taken for one.
    private const string Name = "(?<variable>(?-i:[A-Z][A-Z0-9]*_[A-Z0-9_]*[A-Z0-9]|[A-Z]{5,}))";
    private const string Application = "applications: wording in use for settings";

    public static IReadOnlyList<ErrorRule> All { get; } =
    [
        new(DiagnosisCause.MissingVariable, 94, @"superuser password is not specified", "'POSTGRES_PASSWORD' is not set, and the database is to be made for the first time.", "docker.io/library/postgres: docker-entrypoint.sh"),
        new(DiagnosisCause.MissingVariable, 94, @"uninitialized and password option is not specified", "'MYSQL_ROOT_PASSWORD' (or MARIADB_ROOT_PASSWORD) is not set, and the database is to be made for the first time.", "docker.io/library/mysql: docker-entrypoint.sh"),
        new(DiagnosisCause.MissingVariable, 93, @"validation errors? for \w+\s+(?<variable>\w+)\s+field required", "the setting {variable} is not set.", "pydantic-settings: ValidationError, type=missing"),
        new(DiagnosisCause.MissingVariable, 92, $@"KeyError: '{Name}'", "the variable {variable} is not set.", "Python: os.environ[…]"),
        new(DiagnosisCause.MissingVariable, 92, @"\b(?<variable>\w+): (?:parameter not set|unbound variable|parameter null or not set)", "the variable {variable} is not set.", "POSIX shell: set -u, ${NAME:?}"),
        new(DiagnosisCause.MissingVariable, 92, @"required key (?<variable>\w+) missing value", "the variable {variable} is not set.", "Go: kelseyhightower/envconfig"),
        new(DiagnosisCause.MissingVariable, 91, @"Could not resolve placeholder '(?<variable>[^':]+)'", "the setting {variable} is not set.", "Spring: PropertySourcesPlaceholderConfigurer"),
        new(DiagnosisCause.MissingVariable, 91, @"The SECRET_KEY setting must not be empty", "'SECRET_KEY' is empty.", "Django: ImproperlyConfigured"),
        new(DiagnosisCause.MissingVariable, 91, @"secretOrPrivateKey must have a value", "the key that signs tokens (such as JWT_SECRET) is not set.", "Node.js: jsonwebtoken"),
        new(DiagnosisCause.MissingVariable, 91, $@"(?:environment|env)(?:ironment)? ?var(?:iable)?s?(?: is| are)?[\s:'""`(]+{Name}['""`)]?,? (?:is |was |are |has |have )?(?:not |un|missing|required|must|empty|undefined)", "the variable {variable} is not set.", Application),
        new(DiagnosisCause.MissingVariable, 91, $@"(?:missing|undefined|unset|no)(?: required| mandatory)? (?:environment |env )?(?:variables?|vars?|settings?|configuration|config|keys?|values?)(?: for)?[\s:'""`]+{Name}", "the variable {variable} is not set.", Application),
        new(DiagnosisCause.MissingVariable, 90, $@"\b{Name}['""`]? (?:environment variable |env var )?(?:(?:is|was|has|are)(?: been)? (?:(?:not )(?:been )?(?:set|defined|configured|provided|specified|given)|unset|missing|required|undefined|empty)|must (?:not )?be (?:set|defined|configured|provided|specified|given|empty|present))", "the variable {variable} is not set.", Application),
        new(DiagnosisCause.MissingVariable, 88, $@"(?:set|provide|define|specify) (?:the )?(?:environment |env )?(?:variable )?['""`]?{Name}['""`]? (?:environment variable|in the environment|env var)", "the variable {variable} is not set.", Application),
        new(DiagnosisCause.MissingVariable, 84, @"environment variable not found(?:: (?<variable>\w+))?|ConnectionString property has not been initialized|Missing required environment", "a variable that it needs is not set.", "Rust: std::env::VarError; .NET: DbConnection"),

        new(DiagnosisCause.BadCredentials, 94, @"password authentication failed for user ""?(?<user>[^""\s]+)", "PostgreSQL refuses the password of {user}.", "PostgreSQL, SQLSTATE 28P01"),
        new(DiagnosisCause.BadCredentials, 94, @"WRONGPASS|invalid username-password pair", "Redis refuses the password.", "Redis: ACL"),
        new(DiagnosisCause.BadCredentials, 93, @"NOAUTH Authentication required|NOAUTH HELLO", "Redis wants a password and gets none.", "Redis: requirepass"),
        new(DiagnosisCause.BadCredentials, 90, @"AUTH .{0,40}called without any password|Client sent AUTH, but no password is set", "Redis has no password and gets one.", "Redis: AUTH"),
        new(DiagnosisCause.BadCredentials, 94, @"Access denied for user '(?<user>[^']*)'", "MySQL refuses the password of {user}.", "MySQL, error 1045"),
        new(DiagnosisCause.BadCredentials, 94, @"Neo\.ClientError\.Security\.|unauthorized due to authentication failure", "Neo4j refuses the password.", "Neo4j status codes"),
        new(DiagnosisCause.BadCredentials, 90, @"\b28P01\b|\b28000\b|fe_sendauth: no password supplied|no password supplied|SASL: SCRAM-SERVER-FIRST-MESSAGE", "PostgreSQL refuses the login.", "PostgreSQL: libpq, Npgsql, node-postgres"),
        new(DiagnosisCause.BadCredentials, 86, @"no pg_hba\.conf entry for", "PostgreSQL does not let this user in from this address.", "PostgreSQL: pg_hba.conf"),
        new(DiagnosisCause.BadCredentials, 88, @"role ""(?<user>[^""]+)"" does not exist", "PostgreSQL has no user {user}.", "PostgreSQL, SQLSTATE 28000"),
        new(DiagnosisCause.BadCredentials, 88, @"ACCESS_REFUSED|InvalidAccessKeyId|SignatureDoesNotMatch", "the other side refuses the login.", "RabbitMQ (AMQP 403); S3 error codes"),
        new(DiagnosisCause.BadCredentials, 88, @"invalid_api_key|Incorrect API key|invalid x-api-key|API key not valid", "the other side refuses the API key.", "OpenAI, Anthropic, Google: error bodies"),
        new(DiagnosisCause.BadCredentials, 85, @"MongoServerError: Authentication failed|SCRAM-SHA-\d+ authentication failed|authentication failed", "the other side refuses the login.", "MongoDB, error 18; SASL"),
        new(DiagnosisCause.BadCredentials, 68, @"40[13] (?:Client Error: )?(?:Unauthorized|Forbidden) for url|Unauthorized: ", "the other side answers 401 or 403.", "Python: requests, httpx"),

        new(DiagnosisCause.AuthenticationRefused, 76, @"JsonWebTokenError|InvalidSignatureError|SecurityTokenInvalidSignature|(?:jwt|token).{0,40}(?:invalid signature|malformed)|Signature verification failed", "tokens are refused, because they were signed with another key.", "jsonwebtoken; PyJWT; Microsoft.IdentityModel"),
        new(DiagnosisCause.TimeSkew, 84, @"RequestTimeTooSkewed|token used before issued|token is not yet valid|clock (?:skew|drift) (?:detected|too)", "the clocks of the two sides differ.", "S3; golang-jwt; PyJWT"),

        new(DiagnosisCause.ConfigurationSyntax, 93, @"\[emerg\].{0,80}?(?:unknown directive|unexpected |invalid |directive is not allowed|is duplicate|no ""?events|not terminated)", "nginx does not understand its configuration.", "nginx: ngx_conf_file.c"),
        new(DiagnosisCause.ConfigurationSyntax, 80, @"\[emerg\]", "nginx refuses its configuration.", "nginx"),
        new(DiagnosisCause.ConfigurationSyntax, 93, @"FATAL CONFIG FILE ERROR|Bad directive or wrong number of arguments", "Redis does not understand its configuration.", "Redis: config.c"),
        new(DiagnosisCause.ConfigurationSyntax, 92, @"unrecognized configuration parameter|configuration file "".*"" contains errors|syntax error in file ""(?<path>[^""]+)", "PostgreSQL does not understand its configuration.", "PostgreSQL: guc-file.l"),
        new(DiagnosisCause.ConfigurationSyntax, 92, @"No declared setting with name|Unrecognized setting", "Neo4j does not know one of its settings.", "Neo4j: strict config validation"),
        new(DiagnosisCause.ConfigurationSyntax, 90, @"yaml\.(?:scanner|parser)\.\w+|YAMLException|mapping values are not allowed|Failed to bind properties under '(?<variable>[^']+)'", "a configuration file cannot be read.", "PyYAML; js-yaml; Spring Boot"),
        new(DiagnosisCause.ConfigurationSyntax, 90, @"\[ALERT\].{0,60}(?:parsing \[|config)|adapting config using caddyfile|Caddyfile:\d+", "the proxy does not understand its configuration.", "HAProxy; Caddy"),
        new(DiagnosisCause.ConfigurationSyntax, 90, @"Could not parse (?:rfc1738|SQLAlchemy) URL|ERR_INVALID_URL|missing ""="" after|invalid (?:dsn|connection (?:string|URI|option))", "a URL or a connection string is not well-formed; a password in it may need percent encoding.", "SQLAlchemy; Node.js; libpq"),
        new(DiagnosisCause.ConfigurationSyntax, 82, @"validation errors? for \w*(?:settings|config)\w*", "a setting has a value that is not accepted.", "pydantic-settings"),
    ];
}
