using DeployOps.Engine;
using DeployOps.Engine.Releases;
using DeployOps.Integration.Tests.Requirements;
using DeployOps.Integration.Tests.Stacks;
using DeployOps.Integration.Tests.Support;
using Xunit;

namespace DeployOps.Integration.Tests.Releases.Deployment;

/// <summary>What services are given beside their images, on real containers: compose does not look into it, and a release does.</summary>
public sealed class GivenContentTests
{
    private const string Secret = "Zq8-first";

    [DockerEngineFact]
    public async Task A_container_whose_image_never_changes_is_replaced_exactly_when_its_file_config_secret_or_volume_did()
    {
        await using var stack = new TinyStack();
        await stack.AddUnchangingAsync("store", "data:/data");
        await File.AppendAllTextAsync(stack.FullPath("docker-compose.prod.yml"), """
              front:
                image: debian:trixie-slim
                command: ["sleep", "infinity"]
                init: true
                restart: unless-stopped
                stop_grace_period: 1s
                labels: ["kind=front"]
                volumes: ["./front.conf:/front.conf:ro"]
                configs: [{ source: inline, target: /inline.conf }]
                secrets: [password]
            configs: { inline: { content: "inline one" } }
            secrets: { password: { file: ./password.txt } }
            volumes: { data: { name: "${STACK_NAME}-first" } }

            """);
        await File.WriteAllTextAsync(stack.FullPath("front.conf"), "file one");
        await File.WriteAllTextAsync(stack.FullPath("password.txt"), Secret);
        var run = new StackRun(stack);
        await SucceedAsync(run.DeployAsync("2026.11.01"));
        var (front, store) = (await IdAsync(stack, "front"), await IdAsync(stack, "store"));
        Assert.Equal($"file one inline one {Secret}", await ReadAsync(front));

        // As an editor does: another file under the same name.
        await File.WriteAllTextAsync(stack.FullPath("new"), "file two");
        File.Move(stack.FullPath("new"), stack.FullPath("front.conf"), overwrite: true);
        await SucceedAsync(run.DeployAsync("2026.11.02"));
        var second = await IdAsync(stack, "front");
        Assert.NotEqual(front, second);
        Assert.Equal($"file two inline one {Secret}", await ReadAsync(second));
        Assert.Equal(store, await IdAsync(stack, "store"));

        await ReplaceAsync(stack, "inline one", "inline two");
        await ReplaceAsync(stack, "}-first\"", "}-second\"");
        await File.WriteAllTextAsync(stack.FullPath("password.txt"), "Zq8-second");
        await SucceedAsync(run.DeployAsync("2026.11.03"));
        Assert.Equal("file two inline two Zq8-second", await ReadAsync(await IdAsync(stack, "front")));
        Assert.Equal($"{stack.Name}-second", await MountAsync(stack, "store"));

        await SucceedAsync(run.RollBackAsync());
        var back = await IdAsync(stack, "front");
        Assert.Equal("file two inline one Zq8-second", await ReadAsync(back));
        Assert.Equal($"{stack.Name}-first", await MountAsync(stack, "store"));
        var label = await InspectAsync(back, "{{index .Config.Labels \"deployops.content\"}} {{.Config.Labels.kind}}");
        Assert.Matches("^[0-9a-f]{64} front$", label);
    }

    private static async Task SucceedAsync(Task<ReleaseReport> running)
    {
        var report = await running;
        Assert.True(report.ExitCode == ExitCodes.Passed, $"{report.Summary}\n{string.Join('\n', report.Steps)}");
    }

    private static async Task<string> IdAsync(TinyStack stack, string service) => (await Command.SucceedAsync(
        null, "docker", "ps", "--no-trunc", "-q", "--filter", $"label=com.docker.compose.project={stack.Name}", "--filter", $"label=com.docker.compose.service={service}")).Trim();

    private static async Task<string> ReadAsync(string id) =>
        (await Command.SucceedAsync(null, "docker", "exec", id, "sh", "-c", "echo $(cat /front.conf) $(cat /inline.conf) $(cat /run/secrets/password)")).Trim();

    private static async Task<string> MountAsync(TinyStack stack, string service) =>
        await InspectAsync(await IdAsync(stack, service), "{{range .Mounts}}{{.Name}}{{end}}");

    private static async Task<string> InspectAsync(string id, string format) => (await Command.SucceedAsync(null, "docker", "inspect", "--format", format, id)).Trim();

    private static async Task ReplaceAsync(TinyStack stack, string old, string now)
    {
        var path = stack.FullPath("docker-compose.prod.yml");
        var text = await File.ReadAllTextAsync(path);
        Assert.Contains(old, text, StringComparison.Ordinal);
        await File.WriteAllTextAsync(path, text.Replace(old, now, StringComparison.Ordinal));
    }
}
