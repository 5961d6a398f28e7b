using DeployOps.Engine.EnvFiles;
using Xunit;

namespace DeployOps.Engine.Tests.EnvFiles;

/// <summary>Which names hide their value although nothing is demanded of it, and that ordinary settings stay readable.</summary>
public sealed class HiddenKeyNamesTests
{
    [Theory]
    [InlineData("VAULT_SECRET_ID")]
    [InlineData("ENCRYPTION_KEY_V2")]
    [InlineData("API_KEY_OPENAI")]
    [InlineData("SIGNING_KEY_BASE64")]
    [InlineData("JWT_KEYS_OLD")]
    [InlineData("RABBITMQ_ERLANG_COOKIE")]
    [InlineData("RELEASE_COOKIE")]
    [InlineData("AZURE_STORAGE_CONNECTION_STRING")]
    [InlineData("ConnectionStrings__Default")]
    [InlineData("BASIC_AUTH_USERS")]
    [InlineData("DOCKER_CREDS")]
    [InlineData("ADMIN_PASSCODE")]
    [InlineData("REQUEST_HMAC")]
    [InlineData("AIRFLOW_FERNET")]
    [InlineData("AIRFLOW__CORE__FERNET_KEY")]
    [InlineData("WALLET_SEED")]
    [InlineData("MNEMONIC")]
    [InlineData("API_BEARER")]
    [InlineData("ADMIN_SESSION")]
    [InlineData("ACCOUNTKEY")]
    [InlineData("SHAREDACCESSKEY")]
    [InlineData("SIGNINGKEY")]
    [InlineData("ENCRYPTIONKEY")]
    [InlineData("SharedAccessSignature")]
    public void What_may_be_a_secret_is_hidden(string key) => Assert.True(SecretKeyNames.MayBeSecret(key));

    [Theory]
    [InlineData("JwtSettings__SigningKey")]
    [InlineData("JwtSettings:SigningKey")]
    [InlineData("signingKey")]
    [InlineData("clientSecret")]
    [InlineData("dbPassword")]
    [InlineData("AccountKey")]
    [InlineData("SharedAccessKey")]
    [InlineData("openAIApiKey")]
    [InlineData("APIKey")]
    [InlineData("Auth__RefreshTokenSecret")]
    public void Names_in_camel_case_are_read_word_by_word(string key) => Assert.True(SecretKeyNames.MayBeSecret(key));

    [Theory]
    [InlineData("VAULT_SECRET_ID")]
    [InlineData("ENCRYPTION_KEY_V2")]
    [InlineData("RABBITMQ_ERLANG_COOKIE")]
    [InlineData("BASIC_AUTH_USERS")]
    [InlineData("JwtSettings__SigningKey")]
    [InlineData("ACCOUNTKEY")]
    [InlineData("WALLET_SEED")]
    public void What_is_only_hidden_is_held_to_no_rule(string key) => Assert.False(SecretKeyNames.IsSecret(key));

    [Theory]
    [MemberData(nameof(OrdinaryNames))]
    public void An_ordinary_setting_is_shown(string key) => Assert.False(SecretKeyNames.MayBeSecret(key));

    public static TheoryData<string> OrdinaryNames() => new(string.Join(' ', Ordinary).Split(' ', StringSplitOptions.RemoveEmptyEntries));

    private static readonly string[] Ordinary =
    [
        "PORT NODE_ENV HOST HOSTNAME PATH HOME SHELL LANG TZ TERM USER LOGNAME EDITOR DISPLAY COLORTERM LS_COLORS SSH_AUTH_SOCK",
        "DESKTOP_SESSION XDG_SESSION_ID XDG_SESSION_TYPE XDG_SESSION_DESKTOP TMUX_SESSION DBUS_SESSION_BUS_ADDRESS PSModulePath",
        "ProgramFiles CommonProgramW6432 PROCESSOR_IDENTIFIER NUMBER_OF_PROCESSORS SESSIONNAME USERPROFILE OneDrive SystemRoot",
        "DB_HOST DB_PORT DB_NAME DB_USER DB_POOL_SIZE POSTGRES_DB POSTGRES_USER PGDATA REDIS_HOST REDIS_PORT REDIS_DB NEO4J_URI",
        "REDIS_KEY_PREFIX CACHE_KEY_PREFIX CACHE_KEY_V2 REDIS_KEY_NAMESPACE REDIS_KEY_PATTERN KEY_SEPARATOR KAFKA_KEY_SERIALIZER",
        "CONNECT_KEY_CONVERTER CONNECT_KEY_CONVERTER_SCHEMAS_ENABLE SSL_KEY_STORE AZURE_KEY_VAULT KEY_VAULT_NAME SSH_KEY_PATH",
        "KEYSPACE KEYCLOAK_URL KEYCLOAK_REALM KEYSTORE_TYPE KEYBOARD_LAYOUT MONKEY_COUNT MONKEY HOTKEY TURKEY PUBLIC_KEY publicKey",
        "PUBLIC_KEY_V2 PRIMARY_KEY PRIMARY_KEY_COLUMN primaryKey PARTITION_KEY SORT_KEY cacheKey ROUTING_KEY_ORDERS keyCount keyId",
        "SESSION_TIMEOUT SESSION_COOKIE_NAME SESSION_COOKIE_SECURE SESSION_DRIVER SESSION SESSION_LIFETIME MAX_SESSION COOKIE_SECURE",
        "COOKIE_DOMAIN COOKIE_SAMESITE TOKEN_EXPIRE_MINUTES tokenExpireMinutes TOKEN_VERSION TOKEN_FORMAT TOTP_SECRET_VERSION",
        "SECRET_NAME TOKEN_TYPE TOKENIZERS_PARALLELISM TOKENIZER RANDOM_SEED DB_SEED SEED SEED_DATA PYTHONHASHSEED AUTH_URL",
        "AUTH_ENABLED AUTH_PROVIDER OAUTH_CLIENT_ID OAUTH_REDIRECT_URI AUTHOR AUTHORITY BASIC_AUTH_ENABLED BASIC_AUTH_REALM",
        "ADMIN_USERS CONNECTION_TIMEOUT CONNECTION_LIMIT STRING_LENGTH ALLOWED_HOSTS CORS_ORIGINS LOG_LEVEL LOG_FORMAT DEBUG WORKERS",
        "CREDIT_LIMIT CREDENTIAL_TYPE PATIENCE PATTERN PASSENGER_COUNT BYPASS COMPASS_HOST PWNED DSNAME HMAC_ALGORITHM BEARER_FORMAT",
        "SIGNATURE_VERSION AWS_S3_SIGNATURE_VERSION AWS_REGION S3_BUCKET MINIO_ENDPOINT SMTP_HOST SMTP_FROM SENTRY_ENVIRONMENT",
        "IMAGE_TAG TAG COMPOSE_PROJECT_NAME DOCKER_HOST NGINX_PORT JAVA_OPTS JWT_ALGORITHM JWT_ISSUER ENCRYPTION_ALGORITHM VERSION",
    ];
}
