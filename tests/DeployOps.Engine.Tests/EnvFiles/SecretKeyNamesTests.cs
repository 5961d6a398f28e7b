using DeployOps.Engine.EnvFiles;
using DeployOps.Engine.EnvFiles.Creation;
using Xunit;

namespace DeployOps.Engine.Tests.EnvFiles;

public sealed class SecretKeyNamesTests
{
    [Theory]
    [InlineData("POSTGRES_PASSWORD")]
    [InlineData("PGPASSWORD")]
    [InlineData("redis_passwd")]
    [InlineData("JWT_SECRET_KEY")]
    [InlineData("SECRET_KEY")]
    [InlineData("DJANGO_SECRET")]
    [InlineData("REFRESH_TOKEN")]
    [InlineData("AUTHTOKEN")]
    [InlineData("TOKEN_SALT")]
    [InlineData("PASSWORD_SALT")]
    [InlineData("API_KEY")]
    [InlineData("OPENAI_API_KEY")]
    [InlineData("ENCRYPTION_KEY")]
    [InlineData("ENCRYPTION_KEYS")]
    [InlineData("SSH_PRIVATE_KEY")]
    [InlineData("AWS_SECRET_ACCESS_KEY")]
    [InlineData("GCP_CREDENTIALS")]
    [InlineData("DB_PASS")]
    [InlineData("Auth.Password")]
    [InlineData("ADMIN_PASSWORD_2")]
    public void A_secret_is_known_by_its_name(string key) => Assert.True(SecretKeyNames.IsSecret(key));

    [Theory]
    [InlineData("")]
    [InlineData("KEY")]
    [InlineData("POSTGRES_USER")]
    [InlineData("PUBLIC_KEY")]
    [InlineData("VAPID_PUBLIC_KEY")]
    [InlineData("STRIPE_PUBLISHABLE_KEY")]
    [InlineData("AWS_ACCESS_KEY_ID")]
    [InlineData("JWT_KEY_ID")]
    [InlineData("ACCESS_TOKEN_EXPIRE_MINUTES")]
    [InlineData("TOKEN_TTL")]
    [InlineData("PASSWORD_MIN_LENGTH")]
    [InlineData("SECRET_KEY_FILE")]
    [InlineData("TOKEN_URL")]
    [InlineData("JWT_ALGORITHM")]
    [InlineData("COMPASS_HOST")]
    [InlineData("KEYCLOAK_REALM")]
    [InlineData("MONKEY")]
    public void What_only_speaks_of_a_secret_is_none(string key) => Assert.False(SecretKeyNames.IsSecret(key));

    [Theory]
    [InlineData("OPENAI_API_KEY", true)]
    [InlineData("SMTP_PASSWORD", true)]
    [InlineData("OAUTH_CLIENT_SECRET", true)]
    [InlineData("JWT_PRIVATE_KEY", true)]
    [InlineData("POSTGRES_PASSWORD", false)]
    [InlineData("JWT_SECRET_KEY", false)]
    public void A_secret_that_others_issue_is_not_made_up(string key, bool issued) => Assert.Equal(issued, IssuedSecrets.IsIssuedElsewhere(key));
}
