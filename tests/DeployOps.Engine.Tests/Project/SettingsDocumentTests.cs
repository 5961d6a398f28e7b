using System.Text.RegularExpressions;
using DeployOps.Engine.Preflight;
using DeployOps.Engine.Project;
using Xunit;

namespace DeployOps.Engine.Tests.Project;

/// <summary>docs/deployops.yml.md is held to the reader: its example is read, and it leaves no setting out.</summary>
public sealed partial class SettingsDocumentTests
{
    private static readonly string Document = File.ReadAllText(Find());
    private static readonly string Example = ExamplePattern().Match(Document.ReplaceLineEndings("\n")).Groups[1].Value;

    [Fact]
    public void The_example_is_a_project_whose_own_rules_and_switches_name_real_checks()
    {
        var project = ProjectReader.Parse(Path.Combine(Path.GetTempPath(), "deployops.yml"), Example);
        Assert.Equal(4, project.Env.Rules.Count);
        _ = new PreflightGate(project, new PreflightOptions());
        Assert.All(project.Checks.Disabled.Keys.Concat(project.Checks.Severities.Keys), id =>
            Assert.Contains(DeployOps.Engine.Checks.CheckCatalog.All, check => check.Descriptor.Id == id));
    }

    [Theory]
    [InlineData("")]
    [InlineData("compose")]
    [InlineData("env")]
    [InlineData("env.files.0")]
    [InlineData("env.groups.0")]
    [InlineData("env.agree.0")]
    [InlineData("env.rules.0")]
    [InlineData("tag")]
    [InlineData("package")]
    [InlineData("hygiene")]
    [InlineData("hygiene.forbidden.0")]
    [InlineData("hygiene.allow.0")]
    [InlineData("release-log")]
    [InlineData("host")]
    [InlineData("checks")]
    [InlineData("release")]
    [InlineData("release.services.0")]
    [InlineData("release.blue-green")]
    [InlineData("release.migrations.0")]
    [InlineData("smoke")]
    [InlineData("smoke.requests.0")]
    [InlineData("health")]
    [InlineData("backup")]
    [InlineData("backup.keep")]
    [InlineData("backup.encryption")]
    [InlineData("backup.postgres")]
    [InlineData("backup.redis")]
    [InlineData("backup.graph")]
    public void Every_setting_that_is_read_stands_in_the_example(string section)
    {
        // A setting that nobody knows makes the reader name those it does know.
        var failure = Assert.Throws<ProjectConfigurationException>(() =>
            ProjectReader.Parse(Path.Combine(Path.GetTempPath(), "deployops.yml"), WithUnknownSetting(section)));
        var known = failure.Message[(failure.Message.IndexOf("known here: ", StringComparison.Ordinal) + 12)..].Split(", ").Where(setting => setting != "none");
        Assert.All(known, setting => Assert.Matches($@"(?m)^\s*(- )?{Regex.Escape(setting)}:", Example));
    }

    private static string WithUnknownSetting(string section)
    {
        if (section.Length == 0)
        {
            return "no-such-setting: 1\n";
        }

        var parts = section.Split('.');
        var text = new System.Text.StringBuilder();
        for (var depth = 0; depth < parts.Length; depth++)
        {
            if (parts[depth] != "0")
            {
                text.Append(' ', depth * 2).Append(parts[depth]).Append(":\n");
            }
        }

        // A list's item needs what it cannot do without before the reader comes to what it does not know.
        var needed = section switch
        {
            "env.files.0" => "path: a",
            "env.groups.0" => "{ name: a, keys: [A, B], no-such-setting: 1 }",
            "env.agree.0" => "{ name: a, members: [\"a:B\", \"c:D\"], no-such-setting: 1 }",
            "env.rules.0" => "{ id: SHOP001, title: t, keys: [A], required: true, no-such-setting: 1 }",
            "hygiene.forbidden.0" => "{ id: SRC901, title: t, pattern: x, no-such-setting: 1 }",
            "hygiene.allow.0" => "{ path: a, rule: HYG006, reason: r, no-such-setting: 1 }",
            "release.services.0" => "service: a",
            "release.migrations.0" => "{ name: a, service: b, command: [c], no-such-setting: 1 }",
            "smoke.requests.0" => "path: /",
            _ => "",
        };
        var indent = new string(' ', parts.Length * 2);
        return parts[^1] == "0"
            ? $"{text}{indent}- {(needed.StartsWith('{') ? needed : $"{{ {needed}, no-such-setting: 1 }}")}\n"
            : $"{text}{indent}no-such-setting: 1\n";
    }

    private static string Find()
    {
        for (var folder = AppContext.BaseDirectory; folder is not null; folder = Path.GetDirectoryName(folder))
        {
            var path = Path.Combine(folder, "docs", "deployops.yml.md");
            if (File.Exists(path))
            {
                return path;
            }
        }

        throw new InvalidOperationException("the tests do not run from a clone of the repository");
    }

    [GeneratedRegex("```yaml\n(.*?)```", RegexOptions.Singleline)]
    private static partial Regex ExamplePattern();
}
