using DeployOps.Engine.Compose;
using DeployOps.Engine.Project;
using DeployOps.Engine.Tests.Files;
using Xunit;

namespace DeployOps.Engine.Tests.Compose;

public sealed class StackSecretsTests : IDisposable
{
    private const string Value = "n0t-Sh0wn-anywhere";
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("stack-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public void The_secrets_of_a_file_that_only_a_service_names_are_masked()
    {
        Write("compose.yaml", "services:\n  db:\n    image: db:1\n    env_file: [./db.env]\n");
        Write("db.env", $"POSTGRES_PASSWORD={Value}\n");

        AssertMasked();
    }

    [Fact]
    public void A_variable_that_a_service_takes_as_its_password_is_one_whatever_its_name()
    {
        Write("compose.yaml", "services:\n  db:\n    image: db:1\n    environment:\n      POSTGRES_PASSWORD: ${PLAIN}\n");
        Write(".env.prod", $"PLAIN={Value}\n");

        AssertMasked();
    }

    [Theory]
    [InlineData("backup: { encryption: { passphrase-variable: PLAIN } }")]
    [InlineData("backup: { encryption: { certificate: c.pem, private-key-variable: PLAIN } }")]
    [InlineData("backup: { postgres: { password-variable: PLAIN } }")]
    [InlineData("smoke: { requests: [{ path: /, token-variable: PLAIN }] }")]
    public void A_variable_that_the_settings_name_as_a_secret_is_one_whatever_its_name(string setting)
    {
        Write("deployops.yml", $"name: shop\nenv:\n  files: [{{ path: .env.prod }}]\n{setting}\n");
        Write(".env.prod", $"PLAIN={Value}\nOTHER=shown-all-the-same\n");

        AssertMasked();
        Assert.Equal("shown-all-the-same", Lenient().Redact("shown-all-the-same"));
        Assert.Equal("saw ***", StackSecrets.Redactor(ProjectReader.Find(_folder.FullName), [KeyValuePair.Create("PLAIN", "by the process!")]).Redact("saw by the process!"));
    }

    [Theory]
    [InlineData("secrets: { token: { file: ./here } }", Value + "\n")]
    [InlineData("secrets: { token: { file: ./here } }", "{\n  \"first\": 1,\n  \"private_key\": \"" + Value + "\"\n}\n")]
    [InlineData("secrets: { token: { file: ./here } }", "a first line\n" + Value + "\n")]
    [InlineData("secrets: { token: { environment: PLAIN } }", "")]
    [InlineData("configs: { server: { file: ./here } }", "user: a\npassword: " + Value + "\n")]
    [InlineData("configs: { server: { content: \"password=" + Value + "\" } }", "")]
    public void What_stands_behind_the_secrets_and_configs_of_a_stack_is_masked(string section, string text)
    {
        Write("compose.yaml", "services:\n  db:\n    image: db:1\n" + section + "\n");
        Write("here", text);
        Write(".env.prod", $"PLAIN={Value}\n");

        AssertMasked();
    }

    [Theory]
    [InlineData("environment: { DB_PASSWORD: \"" + Value + "\" }")]
    [InlineData("environment: [\"DB_PASSWORD=" + Value + "\"]")]
    [InlineData("environment: { SETTINGS: '{\"password\": \"" + Value + "\"}' }")]
    [InlineData("build: { context: ., args: { NPM_TOKEN: " + Value + " } }")]
    [InlineData("command: [server, --requirepass, " + Value + "]")]
    [InlineData("command: server --requirepass " + Value)]
    [InlineData("healthcheck: { test: [CMD, redis-cli, -a, " + Value + ", ping] }")]
    [InlineData("labels: { app.token: " + Value + " }")]
    public void What_the_compose_files_hold_themselves_is_masked(string part)
    {
        Write("compose.yaml", $"services:\n  db:\n    image: db:1\n    {part}\n");

        AssertMasked();
    }

    [Fact]
    public void A_password_that_begins_with_a_dollar_sign_is_one()
    {
        Write("compose.yaml", "services:\n  db:\n    image: db:1\n    environment: { DB_PASSWORD: \"$$ecret-of-1978\" }\n");

        Assert.Equal("saw ***", Strict().Redact("saw $ecret-of-1978"));
    }

    [Fact]
    public void What_a_compose_file_says_of_its_secrets_is_no_secret()
    {
        Write("compose.yaml", """
            services:
              database:
                image: database:1
                command: sh -c 'PGPASSWORD=$$POSTGRES_PASSWORD psql'
                environment: { POSTGRES_PASSWORD_FILE: /run/secrets/database_password }
                secrets: [database_password]
            secrets:
              database_password: { file: ./not-there }
            """);

        const string Text = "database_password is read from /run/secrets/database_password by database:1; set $POSTGRES_PASSWORD";
        Assert.Equal(Text, Strict().Redact(Text));
    }

    [Theory]
    [InlineData("APP_URL=https://shop.example.com\nGRAPH=bolt://graph:7687\n", "Now listening on: https://shop.example.com, bolt://graph:7687")]
    [InlineData("JDBC=jdbc:postgresql://db:5432/shop\n", "connected to jdbc:postgresql://db:5432/shop?sslmode=require")]
    public void An_address_without_credentials_stays_readable(string variables, string text)
    {
        Write("compose.yaml", "services:\n  db:\n    image: db:1\n    env_file: [./.env.prod]\n");
        Write(".env.prod", variables);

        Assert.Equal(text, Strict().Redact(text));
    }

    [Theory]
    [InlineData("{\n  \"type\": \"service_account\",\n  \"project_id\": \"my-shop-prod\",\n  \"token_uri\": \"https://oauth2.example/token\",\n  \"private_key\": \"" + Value + "\"\n}\n")]
    [InlineData("-----BEGIN CERTIFICATE-----\nMIIDdzCCAl+gAwIBAgIEAgAAuTAN\n-----END CERTIFICATE-----\n" + Value + "\n")]
    [InlineData("database:\n  host: db-1.shop.internal\n  user: application\n  password: " + Value + "\n")]
    public void Of_a_secret_that_is_a_file_of_settings_what_is_open_stays_readable(string text)
    {
        Write("compose.yaml", "services:\n  db:\n    image: db:1\nsecrets: { settings: { file: ./here } }\n");
        Write("here", text);

        const string Text = "a service_account of my-shop-prod at https://oauth2.example/token, -----BEGIN CERTIFICATE-----, database: db-1.shop.internal for the application";
        AssertMasked();
        Assert.Equal(Text, Strict().Redact(Text));
    }

    [Theory]
    [InlineData("\"$$REDIS_PASSWORD\" valkey-cli ping | grep -q PONG")]
    [InlineData("$$REDIS_PASSWORD valkey-cli ping")]
    [InlineData("\"$$(cat /run/secrets/redis)\" valkey-cli ping")]
    [InlineData("$$(cat /run/secrets/redis) valkey-cli ping")]
    public void A_command_that_takes_its_password_from_a_variable_or_a_file_holds_none(string command)
    {
        Write("compose.yaml", $"services:\n  cache:\n    image: cache:1\n    healthcheck:\n      test:\n        - CMD-SHELL\n        - REDISCLI_AUTH={command}\n");

        const string Text = "REDIS_PASSWORD is not set: valkey-cli ping | grep -q PONG, cat /run/secrets/redis";
        Assert.Equal(Text, Strict().Redact(Text));
    }

    [Fact]
    public void A_password_before_a_command_is_masked_and_the_command_stays_readable()
    {
        Write("compose.yaml", $"services:\n  db:\n    image: db:1\n    healthcheck:\n      test: [CMD-SHELL, \"PGPASSWORD={Value} psql --username=shop-owner-1\"]\n");

        AssertMasked();
        Assert.Equal("psql --username=shop-owner-1", Strict().Redact("psql --username=shop-owner-1"));
    }

    [Theory]
    [InlineData("command: [env, \"DB_PASSWORD=first second-part third-part\", prog]")]
    [InlineData("entrypoint: [/run, \"DB_PASSWORD=first second-part third-part\"]")]
    [InlineData("healthcheck: { test: [CMD, env, \"DB_PASSWORD=first second-part third-part\", prog] }")]
    public void Without_a_shell_white_space_is_part_of_the_password(string line)
    {
        Write("compose.yaml", $"services:\n  db:\n    image: db:1\n    {line}\n");

        Assert.Equal("with *** it", Strict().Redact("with first second-part third-part it"));
    }

    [Theory]
    [InlineData("\"pin\": 83749261,", "***")]
    [InlineData("\"short\": \"ab12\",", "***")]
    [InlineData("\"type\": \"service_account\",", "\"type\": \"service_account\",")]
    [InlineData("\"keys\": [", "\"keys\": [")]
    public void A_line_of_json_that_may_be_secret_is_masked_as_it_stands_there(string line, string shown)
    {
        Write("compose.yaml", "services:\n  db:\n    image: db:1\nsecrets: { settings: { file: ./here } }\n");
        Write("here", $"{{\n  {line}\n  {(line.EndsWith('[') ? "1 ]," : "")}\n  \"last\": 1\n}}\n");

        Assert.Equal($"read {shown} of it", Strict().Redact($"read {line} of it"));
    }

    [Fact]
    public void A_text_is_not_passed_on_when_its_secrets_cannot_be_known()
    {
        Write("compose.yaml", "services:\n  db:\n    env_file: [./backend.env]\n  bad: {{\n");
        Write("backend.env", $"API_TOKEN={Value}\n");

        var refused = Assert.Throws<SecretsNotKnownException>(Strict);

        Assert.Contains("compose.yaml(4)", refused.Message, StringComparison.Ordinal);
        Assert.Contains("--env-file", refused.RecommendedAction, StringComparison.Ordinal);
    }

    [UnixFact]
    public void A_file_of_a_secret_that_cannot_be_read_is_named()
    {
        Write("compose.yaml", "services:\n  db:\n    image: db:1\nsecrets: { token: { file: ./pipe } }\n");
        using var made = System.Diagnostics.Process.Start("mkfifo", Path.Combine(_folder.FullName, "pipe"));
        made.WaitForExit();

        Assert.Contains("pipe", Assert.Throws<SecretsNotKnownException>(Strict).Message, StringComparison.Ordinal);
        Assert.Equal(Value, Lenient().Redact(Value));
    }

    [Fact]
    public void Beside_a_compose_file_that_cannot_be_read_every_environment_file_counts()
    {
        Write("compose.yaml", "services: [\n");
        Write(".env.prod", "DB_PASSWORD=the-first-of-them\n");
        Write("backend.env", $"API_TOKEN={Value}\n");

        Assert.Equal("saw *** and ***", Lenient().Redact($"saw {Value} and the-first-of-them"));
    }

    [Fact]
    public void Files_that_the_caller_names_stand_alone()
    {
        Write("compose.yaml", "services:\n  db:\n    image: db:1\n    env_file: [./db.env]\n");
        Write("db.env", $"POSTGRES_PASSWORD={Value}\n");
        Write("other.env", "OTHER_PASSWORD=another-value-altogether\n");

        var redactor = StackSecrets.RedactorFor(_folder.FullName, [Path.Combine(_folder.FullName, "other.env")], []);

        Assert.Equal($"saw {Value} and ***", redactor.Redact($"saw {Value} and another-value-altogether"));
    }

    private void AssertMasked()
    {
        Assert.Equal("saw *** there", Strict().Redact($"saw {Value} there"));
        Assert.Equal("saw *** there", Lenient().Redact($"saw {Value} there"));
    }

    private Engine.Redaction.Redactor Strict() => StackSecrets.RedactorFor(_folder.FullName, [], []);

    private Engine.Redaction.Redactor Lenient() => StackSecrets.Redactor(ProjectReader.Find(_folder.FullName), []);

    private void Write(string name, string text) => File.WriteAllText(Path.Combine(_folder.FullName, name), text);
}
