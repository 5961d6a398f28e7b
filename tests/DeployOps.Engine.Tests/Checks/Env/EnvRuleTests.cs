using DeployOps.Engine.Checks;
using DeployOps.Engine.Checks.Env;
using DeployOps.Engine.Checks.Env.Rules;
using DeployOps.Engine.Project;
using Xunit;

namespace DeployOps.Engine.Tests.Checks.Env;

public sealed class EnvRuleTests
{
    [Theory]
    [InlineData(EnvDemandKind.OneOf, "a|b", "b", "B")]
    [InlineData(EnvDemandKind.OneOfIgnoringCase, "false|0", "FALSE", "true")]
    [InlineData(EnvDemandKind.NoneOf, "debug|trace", "info", "DEBUG")]
    [InlineData(EnvDemandKind.Scheme, "redis|rediss", "REDISS://cache", "http://cache")]
    [InlineData(EnvDemandKind.Scheme, "redis", "redis://cache", "cache:6379")]
    [InlineData(EnvDemandKind.Matches, "[a-z]+_jobs", "shop_jobs", "shop_jobs2")]
    [InlineData(EnvDemandKind.Matches, "a|b", "a", "ab")]
    [InlineData(EnvDemandKind.DoesNotMatch, "[0-9]{3}", "a12b3", "a123")]
    [InlineData(EnvDemandKind.NotLoopback, "", "https://shop.test", "http://127.1/")]
    [InlineData(EnvDemandKind.Url, "", "https://shop.test", "shop.test")]
    [InlineData(EnvDemandKind.Url, "", "https://shop.test:8443/a", "https://shop.test:port")]
    public void A_demand_is_met_or_not(EnvDemandKind kind, string texts, string good, string bad)
    {
        var demand = new EnvDemand(kind, texts.Length == 0 ? [] : kind is EnvDemandKind.Matches or EnvDemandKind.DoesNotMatch ? [texts] : texts.Split('|'));

        Assert.Null(demand.Violation(good));
        Assert.NotNull(demand.Violation(bad));
    }

    [Fact]
    public void A_length_is_demanded()
    {
        var demand = new EnvDemand(EnvDemandKind.MinimumLength, [], 5);

        Assert.Null(demand.Violation("12345"));
        Assert.Equal("has fewer than 5 characters", demand.Violation("1234"));
    }

    [Fact]
    public void No_expression_can_be_made_to_run_long()
    {
        var demand = new EnvDemand(EnvDemandKind.Matches, ["(a+)+$"]);

        Assert.NotNull(demand.Violation(new string('a', 100_000) + "!"));
    }

    [Theory]
    [InlineData("{ id: own1, title: t, keys: [A], required: true }", "id", "capital letters")]
    [InlineData("{ id: ENV021, title: t, keys: [A], required: true }", "id", "kept for a built-in check")]
    [InlineData("{ id: OWN001, title: t, required: true }", "keys", "at least one key")]
    [InlineData("{ id: OWN001, title: t, keys: ['A_*'], required: true }", "keys", "wildcard")]
    [InlineData("{ id: OWN001, title: t, keys: [A] }", "id", "demands nothing")]
    [InlineData("{ id: OWN001, title: t, keys: [A], matches: '(' }", "matches", "not a regular expression")]
    [InlineData("{ id: OWN001, title: t, keys: [A], matches: '(?=a)b' }", "matches", "look-around")]
    [InlineData("{ id: OWN001, title: t, keys: [A], min-length: much }", "min-length", "whole number")]
    [InlineData("{ id: OWN001, title: t, keys: [A], lenght: 3 }", "lenght", "not a setting")]
    [InlineData("{ id: OWN001, keys: [A], url: true }", "title", "needed")]
    public void An_invalid_rule_is_named_with_its_line(string rule, string setting, string reason)
    {
        var failure = Assert.Throws<ProjectConfigurationException>(() => Parse($"name: shop\nenv:\n  rules:\n    - {rule}\n"));

        Assert.Equal(4, failure.Line);
        Assert.EndsWith(setting, failure.Setting, StringComparison.Ordinal);
        Assert.Contains(reason, failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_identifier_stands_once()
    {
        const string rule = "    - { id: OWN001, title: t, keys: [A], required: true }\n";

        Assert.Equal(5, Assert.Throws<ProjectConfigurationException>(() => Parse("name: shop\nenv:\n  rules:\n" + rule + rule)).Line);
    }

    [Fact]
    public void An_identifier_of_another_family_is_refused()
    {
        var taken = CheckCatalog.All.FirstOrDefault(check => check.Descriptor.Family != CheckFamily.Env)?.Descriptor.Id;
        if (taken is null)
        {
            return;
        }

        var project = Parse($"env:\n  rules:\n    - {{ id: {taken}, title: t, keys: [A], required: true }}\n");

        Assert.Equal(3, Assert.Throws<ProjectConfigurationException>(() => EnvChecks.OwnRules(project)).Line);
    }

    [Fact]
    public async Task A_required_key_must_be_set_somewhere_and_a_rule_can_be_for_one_file()
    {
        using var shop = new EnvProject();
        shop.Replace("deployops.yml", "\nenv:", """

            env:
              rules:
                - { id: OWN001, title: a, keys: [QUEUE_NAME, NOWHERE], required: true }
                - { id: OWN002, title: b, keys: [DATABASE_URL], files: [apps/worker/.env], scheme: mysql }
                - { id: OWN003, title: c, keys: ['*_NAME'], min-length: 4, matches: '[a-z_]+' }
            """);

        var findings = await shop.RunAsync();

        Assert.Equal(("NOWHERE", FindingStatus.Fail), findings.Where(finding => finding.Id == "OWN001").Select(finding => (finding.Subject, finding.Status)).Single());
        Assert.Equal("apps/worker/.env", findings.Single(finding => finding.Id == "OWN002").File);
        Assert.Equal(FindingStatus.Pass, findings.Single(finding => finding.Id == "OWN003").Status);
    }

    [Fact]
    public async Task Schemes_are_data()
    {
        using var shop = new EnvProject();
        shop.Replace(".env.prod", "postgresql+asyncpg://", "postgresql+psycopg://").Replace("deployops.yml", "\nenv:", "\nenv:\n  schemes:\n    DATABASE_URL: postgresql+psycopg, postgresql");

        Assert.Equal(FindingStatus.Pass, (await shop.RunAsync()).Single(finding => finding.Id == "ENV027").Status);
    }

    private static DeployProject Parse(string text) => ProjectReader.Parse(Path.Combine(Path.GetTempPath(), "deployops.yml"), text);
}
