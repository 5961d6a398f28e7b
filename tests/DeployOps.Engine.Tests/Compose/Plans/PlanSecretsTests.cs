using DeployOps.Engine.Compose;
using DeployOps.Engine.Project;
using Xunit;

namespace DeployOps.Engine.Tests.Compose.Plans;

/// <summary>What a release that is put back was given in its day is masked, although no environment file holds it any longer.</summary>
public sealed class PlanSecretsTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("plan-secrets-");

    [Fact]
    public void Secrets_of_kept_plans_are_masked_and_a_damaged_plan_is_passed_over()
    {
        File.WriteAllText(Path.Combine(_folder.FullName, "deployops.yml"), "name: shop\n");
        Write(1, """{ "services": { "db": { "environment": { "POSTGRES_PASSWORD": "old$$Pass-word1", "LOG_LEVEL": "INFORMATION" }, "command": ["server", "--requirepass", "old-Requ1red"], "build": { "args": { "NPM_TOKEN": "old-T0ken-value" } } }, "web": null } }""");
        Write(2, "{ damaged");

        var redactor = StackSecrets.Redactor(ProjectReader.Find(_folder.FullName), []);

        Assert.DoesNotContain("old$Pass-word1", redactor.Redact("login with old$Pass-word1 at INFORMATION"), StringComparison.Ordinal);
        Assert.Equal("*** and ***", redactor.Redact("old-Requ1red and old-T0ken-value"));
        Assert.Contains("INFORMATION", redactor.Redact("login with old$Pass-word1 at INFORMATION"), StringComparison.Ordinal);
    }

    public void Dispose() => _folder.Delete(recursive: true);

    private void Write(int number, string text)
    {
        var folder = Directory.CreateDirectory(Path.Combine(_folder.FullName, ".deployops", "releases", number.ToString(System.Globalization.CultureInfo.InvariantCulture)));
        File.WriteAllText(Path.Combine(folder.FullName, "compose.json"), text);
    }
}
