using DeployOps.Engine.Compose;
using DeployOps.Engine.Project;
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

        Assert.Equal("saw ***", StackSecrets.RedactorFor(_folder.FullName, [], []).Redact($"saw {Value}"));
    }

    [Fact]
    public void A_variable_that_a_service_takes_as_its_password_is_one_whatever_its_name()
    {
        Write("compose.yaml", "services:\n  db:\n    image: db:1\n    environment:\n      POSTGRES_PASSWORD: ${PLAIN}\n");
        Write(".env.prod", $"PLAIN={Value}\n");

        Assert.Equal("saw ***", StackSecrets.Redactor(ProjectReader.Find(_folder.FullName), []).Redact($"saw {Value}"));
    }

    [Fact]
    public void A_compose_file_that_cannot_be_read_leaves_the_project_s_own_secrets_masked()
    {
        Write("compose.yaml", "services: [\n");
        Write(".env.prod", $"DB_PASSWORD={Value}\n");

        Assert.Equal("saw ***", StackSecrets.RedactorFor(_folder.FullName, [], []).Redact($"saw {Value}"));
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

    private void Write(string name, string text) => File.WriteAllText(Path.Combine(_folder.FullName, name), text);
}
