using DeployOps.Engine.Compose.DockerCli;
using DeployOps.Engine.Processes;
using Xunit;

namespace DeployOps.Engine.Tests.Compose;

/// <summary>Compose's own words, as observed with 2.26.1, with a secret planted wherever they carry text of the files.</summary>
public sealed class ComposeConfigFailureTests
{
    private const string Planted = "S3cr3tXYZ";

    [Theory]
    [InlineData("failed to read /p/.env.prod: line 3: unterminated quoted value \"S3cr3tXYZ\n", ComposeConfigFailureKind.UnterminatedQuote, "", 3)]
    [InlineData("failed to read /p/.env.prod: line 2: unexpected character \"!\" in variable name \"S3cr3tXYZ!\"\n", ComposeConfigFailureKind.BadKey, "", 2)]
    [InlineData("failed to read /p/.env.prod: line 2: key cannot contain a space\n", ComposeConfigFailureKind.BadKey, "", 2)]
    [InlineData("failed to read /p/.env.prod: Invalid template: \"S3cr3tXYZ${\"\n", ComposeConfigFailureKind.BadSubstitution, "", null)]
    [InlineData("invalid interpolation format for services.db.environment.PASSWORD.\nYou may need to escape any $ with another $.\nS3cr3tXYZ${\n", ComposeConfigFailureKind.BadSubstitution, "services.db.environment.PASSWORD", 5)]
    [InlineData("error while interpolating services.db.environment.PASSWORD: required variable PW is missing a value: S3cr3tXYZ\n", ComposeConfigFailureKind.RequiredVariable, "services.db.environment.PASSWORD", 5)]
    [InlineData("Invalid hostPort: S3cr3tXYZ\n", ComposeConfigFailureKind.BadPort, "", null)]
    [InlineData("decoding failed due to the following error(s):\n\nerror decoding 'services[db].mem_limit': invalid size: 'S3cr3tXYZ'\n", ComposeConfigFailureKind.BadSize, "services.db.mem_limit", 6)]
    [InlineData("validating /p/compose.yml: services.db Additional property S3cr3tXYZ is not allowed\n", ComposeConfigFailureKind.UnknownProperty, "services.db", 2)]
    [InlineData("service \"db\" depends on undefined service \"S3cr3tXYZ\": invalid compose project\n", ComposeConfigFailureKind.UndefinedReference, "db", 2)]
    [InlineData("service \"db\" has neither an image nor a build context specified: invalid compose project\n", ComposeConfigFailureKind.NoImage, "db", 2)]
    [InlineData("yaml: unmarshal errors:\n  line 5: mapping key \"S3cr3tXYZ\" already defined at line 4\n", ComposeConfigFailureKind.DuplicateKey, "", 5)]
    [InlineData("yaml: line 7: did not find expected ',' or ']'\n", ComposeConfigFailureKind.NotYaml, "", 7)]
    [InlineData("env file /p/S3cr3tXYZ.env not found: stat /p/S3cr3tXYZ.env: no such file or directory\n", ComposeConfigFailureKind.FileMissing, "", null)]
    [InlineData("dependency cycle detected: db -> S3cr3tXYZ -> db\n", ComposeConfigFailureKind.Cycle, "", null)]
    [InlineData("error decoding 'services[db].healthcheck.interval': time: invalid duration \"S3cr3tXYZ\"\n", ComposeConfigFailureKind.BadDuration, "services.db", 2)]
    [InlineData("time=\"2026-01-14T00:00:00Z\" level=warning msg=\"The \\\"S3cr3tXYZ\\\" variable is not set. yaml: line 9\"\nwhat nobody has seen: S3cr3tXYZ\n", ComposeConfigFailureKind.Unknown, "", null)]
    public void The_kind_and_place_are_told_and_nothing_else(string messages, ComposeConfigFailureKind kind, string subject, int? line)
    {
        using var compose = new ComposeText();
        var model = compose.ReadText("services:\n  db:\n    image: x\n    environment:\n      PASSWORD: p\n    mem_limit: 1g\n");

        var failure = ComposeConfigFailure.Read(new CapturedText(messages), model, ["/p/compose.yml", "/p/.env.prod"]);

        Assert.Equal((kind, subject, line), (failure.Kind, failure.Subject, failure.Line));
        Assert.DoesNotContain(Planted, failure.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain(Planted, ComposeConfigFailure.Read(new CapturedText(messages), model: null, ["/p/.env.prod"]).ToString(), StringComparison.Ordinal);
    }
}
