using System.Text;
using DeployOps.Engine.Files.Permissions;
using DeployOps.Engine.Project;
using DeployOps.Engine.Tests.Files;
using Xunit;

namespace DeployOps.Engine.Tests.Project;

public sealed class ProjectSecretsTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("secrets-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Theory]
    [InlineData("PW=n0t-Sh0wn")]
    [InlineData("REQUIREPASS=n0t-Sh0wn")]
    [InlineData("GITHUB_PAT=n0t-Sh0wn")]
    [InlineData("NEO4J_AUTH=neo4j/n0t-Sh0wn")]
    [InlineData("CONN=Server=db;User Id=sa;Password=n0t-Sh0wn;Database=x")]
    [InlineData("SETTINGS='{\"db\":{\"password\":\"n0t-Sh0wn\"}}'")]
    public void A_secret_without_a_telling_name_is_masked(string line)
    {
        var redactor = ProjectSecrets.Redactor([Write(Encoding.UTF8.GetBytes(line + "\n"))], []);

        Assert.DoesNotContain("n0t-Sh0wn", redactor.Redact("failed for n0t-Sh0wn here"), StringComparison.Ordinal);
    }

    [Fact]
    public void The_password_of_a_url_reaches_to_the_last_at_sign()
    {
        var redactor = ProjectSecrets.Redactor([Write("STORE='postgres://u:p@ss/w#n0t-Sh0wn@db/x'\n"u8.ToArray())], []);

        Assert.Equal("refused: *** for u", redactor.Redact("refused: p@ss/w#n0t-Sh0wn for u"));
    }

    [Theory]
    [InlineData(949)]
    [InlineData(28591)]
    [InlineData(1200)]
    [InlineData(1201)]
    public void A_file_in_another_encoding_still_holds_secrets(int codePage)
    {
        var encoding = CodePagesEncodingProvider.Instance.GetEncoding(codePage) ?? Encoding.GetEncoding(codePage);
        var text = codePage == 949 ? "# \uac00\ub098\nDB_PASSWORD=n0t-Sh0wn\n" : "# \u00e9\nDB_PASSWORD=n0t-Sh0wn\n";

        var redactor = ProjectSecrets.Redactor([Write([.. encoding.GetPreamble(), .. encoding.GetBytes(text)])], []);

        Assert.Equal("see *** here", redactor.Redact("see n0t-Sh0wn here"));
    }

    [UnixFact]
    public void Nothing_is_copied_when_the_project_has_a_file_whose_secrets_cannot_be_read()
    {
        File.CreateSymbolicLink(Path.Combine(_folder.FullName, ".env.prod"), "/dev/zero");

        Assert.Throws<NotARegularFileException>(() => ProjectSecrets.RedactorFor(_folder.FullName, [], []));
    }

    [Theory]
    [InlineData("disabled", "a reason")]
    [InlineData("severity", "P1")]
    public void A_check_named_twice_is_refused_with_its_line(string setting, string value)
    {
        var failure = Assert.Throws<ProjectConfigurationException>(() => Parse($"checks:\n  {setting}:\n    ENV001: {value}\n    env001: {value}\n"));

        Assert.Equal($"checks.{setting}", failure.Setting);
    }

    [Theory]
    [InlineData("env:\n  files:\n    - path: \"a\\0b\"\n")]
    [InlineData("compose:\n  files: [\"a\\0b\"]\n")]
    [InlineData("release-log:\n  path: \"a\\0b\"\n")]
    public void A_path_with_a_nul_is_refused_with_its_line(string text) =>
        Assert.Contains("NUL", Assert.Throws<ProjectConfigurationException>(() => Parse(text)).Message, StringComparison.Ordinal);

    [UnixFact]
    public void A_device_as_configuration_is_refused_instead_of_read_without_end()
    {
        File.CreateSymbolicLink(Path.Combine(_folder.FullName, "deployops.yml"), "/dev/zero");

        Assert.Throws<NotARegularFileException>(() => ProjectReader.Find(_folder.FullName));
    }

    [Fact]
    public void The_current_folder_that_shells_keep_in_PWD_is_no_password()
    {
        var folder = Path.TrimEndingDirectorySeparator(Path.GetTempPath());

        var redactor = ProjectSecrets.Redactor([], [KeyValuePair.Create("PWD", folder), KeyValuePair.Create("DB_PWD", "vN4tQe81LrXw7Kz")]);

        Assert.Equal($"{folder}/logs ***", redactor.Redact($"{folder}/logs vN4tQe81LrXw7Kz"));
    }

    [Fact]
    public void A_PWD_that_is_no_folder_is_a_password() =>
        Assert.Equal("***", ProjectSecrets.Redactor([], [KeyValuePair.Create("PWD", "vN4tQe81LrXw7Kz")]).Redact("vN4tQe81LrXw7Kz"));

    private DeployProject Parse(string text) => ProjectReader.Parse(Path.Combine(_folder.FullName, "deployops.yml"), text);

    private string Write(byte[] content)
    {
        var path = Path.Combine(_folder.FullName, ".env.prod");
        File.WriteAllBytes(path, content);
        return path;
    }
}
