using DeployOps.Engine.Project;
using Xunit;

namespace DeployOps.Engine.Tests.Project;

public sealed class ProjectSecretsTests
{
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
}
