using System.Text.Json;
using DeployOps.Integration.Tests.Requirements;
using DeployOps.Integration.Tests.Support;
using Xunit;

namespace DeployOps.Integration.Tests.Windows;

/// <summary>The Windows build of the console face, under Wine, beside the Linux build in the same container.</summary>
public sealed class WindowsGateTests(WineMachine machine) : IClassFixture<WineMachine>
{
    [DockerEngineFact]
    public async Task The_Windows_build_finds_on_the_shop_what_the_Linux_build_finds()
    {
        await machine.MakeAsync();
        using var shop = new ShopCopy();

        var linux = await machine.RunLinuxAsync(shop.Root, "preflight", "--project", "/project", "--format", "json", "--allow-skipped");
        var windows = await machine.RunWindowsAsync(shop.Root, "preflight", "--project", @"Z:\project", "--format", "json", "--allow-skipped");

        Assert.Equal(FindingsOf(linux.Output), FindingsOf(windows.Output));
        Assert.Equal(linux.ExitCode, windows.ExitCode);
    }

    [DockerEngineFact]
    public async Task A_broken_shop_with_CRLF_and_a_byte_order_mark_gets_the_same_findings_on_both()
    {
        await machine.MakeAsync();
        using var shop = new ShopCopy();
        var env = await File.ReadAllTextAsync(shop.File(".env.prod"));
        var broken = env.Replace("ENVIRONMENT=production", "ENVIRONMENT=development", StringComparison.Ordinal) + "한글키=1\nTAG=latest\n";
        await File.WriteAllTextAsync(shop.File(".env.prod"), "\uFEFF" + broken.Replace("\n", "\r\n", StringComparison.Ordinal));
        var compose = await File.ReadAllTextAsync(shop.File("docker-compose.prod.yml"));
        await File.WriteAllTextAsync(
            shop.File("docker-compose.prod.yml"),
            compose.Replace("restart: unless-stopped", "privileged: true", StringComparison.Ordinal).Replace("\n", "\r\n", StringComparison.Ordinal));

        var linux = await machine.RunLinuxAsync(shop.Root, "preflight", "--project", "/project", "--format", "json");
        var windows = await machine.RunWindowsAsync(shop.Root, "preflight", "--project", @"Z:\project", "--format", "json");

        Assert.Contains(FindingsOf(linux.Output), finding => finding.Contains("Fail", StringComparison.Ordinal));
        Assert.Equal(FindingsOf(linux.Output), FindingsOf(windows.Output));
        Assert.Equal(1, windows.ExitCode);
    }

    [DockerEngineFact]
    public async Task The_Windows_build_makes_an_environment_file_and_never_overwrites_it()
    {
        await machine.MakeAsync();
        using var shop = new ShopCopy(withEnvFile: false);

        var first = await machine.RunWindowsAsync(shop.Root, "env", "new", "--project", @"Z:\project");
        var made = await File.ReadAllTextAsync(shop.File(".env.prod"));
        var second = await machine.RunWindowsAsync(shop.Root, "env", "new", "--project", @"Z:\project");

        Assert.Equal((0, 2), (first.ExitCode, second.ExitCode));
        Assert.Equal(made, await File.ReadAllTextAsync(shop.File(".env.prod")));
    }

    // Durations, full paths and drive letters differ; what is asked, said and pointed at must not.
    private static List<string> FindingsOf(string json)
    {
        using var report = JsonDocument.Parse(json);
        return
        [
            .. report.RootElement.GetProperty("findings").EnumerateArray().Select(finding => string.Join(
                " | ",
                new[] { "id", "severity", "status", "subject", "file", "line", "message", "fix" }.Select(name => finding.GetProperty(name).ToString()))
                .Replace(@"Z:\project", "/project", StringComparison.Ordinal)
                .Replace('\\', '/')),
        ];
    }
}
