using System.Globalization;
using System.Text;
using DeployOps.Engine.Checks;
using DeployOps.Engine.Checks.Compose;
using DeployOps.Engine.Project;
using DeployOps.Engine.Project.Sections;
using DeployOps.Engine.Tests.Compose;
using Xunit;

namespace DeployOps.Engine.Tests.Checks.Compose;

/// <summary>A value may stand in any shape in any place: no check may stumble over it.</summary>
public sealed class ComposeShapesTests
{
    private static readonly string[] Keys =
    [
        "image", "build", "command", "entrypoint", "environment", "env_file", "ports", "volumes", "depends_on", "networks", "secrets", "configs", "healthcheck",
        "logging", "deploy", "restart", "labels", "cap_add", "security_opt", "container_name", "network_mode", "pid", "links", "volumes_from", "profiles", "privileged",
        "mem_limit", "cpus", "scale", "x-mine", "unknown",
    ];

    private static readonly string[] Parts =
    [
        "context", "dockerfile", "args", "test", "interval", "disable", "driver", "options", "resources", "limits", "memory", "replicas", "source", "target", "type",
        "published", "path", "condition", "a", "b", "service",
    ];

    private static readonly string[] Values =
        ["text", "''", "null", "~", "5", "0.5", "true", "':'", "'::'", "'/'", "'a:b:c:d'", "'80:80'", "'1-2:3'", "'${'", "'${TAG}'", "'${X:-y}'", "'@'", "'='", "'service:'", "latest", "'://:@'", "'nginx:'", "b", "\"\\0\""];

    [Fact]
    public async Task No_check_stumbles_over_any_shape()
    {
        using var compose = new ComposeText();
        var project = new DeployProject { Root = compose.Folder, Name = "p", Compose = new ComposeSettings { Files = ["compose.yml"] } };
        for (var seed = 0; seed < 400; seed++)
        {
            var text = Generate(new Random(seed));
            compose.Write("compose.yml", text);
            var context = new CheckContext(project) { ProcessEnvironment = name => name == "TAG" ? "1" : null };
            var checks = ComposeChecks.All.Where(check => check.Descriptor.Id != "COM001").ToList();
            await foreach (var (check, finding) in CheckRunner.RunAsync(checks, context, new CheckRunOptions { Parallel = 1 }, CancellationToken.None))
            {
                Assert.False(finding?.Message.StartsWith("the check itself failed", StringComparison.Ordinal) == true, $"seed {seed}, {check.Descriptor.Id}: {finding?.Message}\n{text}");
            }
        }
    }

    private static string Generate(Random random)
    {
        var text = new StringBuilder("services:\n");
        foreach (var name in new[] { "a", "b" })
        {
            text.Append(CultureInfo.InvariantCulture, $"  {name}:\n    hostname: h\n");
            foreach (var key in Keys.Where(_ => random.NextDouble() < 0.3))
            {
                text.Append(CultureInfo.InvariantCulture, $"    {key}: {Node(random, 0)}\n");
            }
        }

        foreach (var section in new[] { "networks", "volumes", "secrets", "configs", "name", "x-any" }.Where(_ => random.NextDouble() < 0.4))
        {
            text.Append(CultureInfo.InvariantCulture, $"{section}: {Node(random, 0)}\n");
        }

        return text.ToString();
    }

    private static string Node(Random random, int depth) => random.Next(depth > 3 ? 1 : 3) switch
    {
        0 => Values[random.Next(Values.Length)],
        1 => $"[{string.Join(", ", Enumerable.Range(0, random.Next(4)).Select(_ => Node(random, depth + 1)))}]",
        _ => $"{{ {string.Join(", ", Parts.Where(_ => random.NextDouble() < 0.12).Select(key => $"{key}: {Node(random, depth + 1)}"))} }}",
    };
}
