using DeployOps.Engine.Checks;
using DeployOps.Engine.Checks.Hygiene;
using DeployOps.Engine.Compose.DockerCli;
using DeployOps.Engine.Processes;
using DeployOps.Engine.Project;
using DeployOps.Integration.Tests.Requirements;
using Xunit;

namespace DeployOps.Integration.Tests.Hygiene;

/// <summary>A small image that is really built, and looked through as docker saves it.</summary>
public sealed class RealImageTests : IAsyncLifetime
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("deployops-");
    private readonly string _image = $"deployops-test-{Guid.NewGuid():N}:2026.11.20";

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync()
    {
        _folder.Delete(recursive: true);
        if (RequiredPart.DockerEngine.IsPresent)
        {
            await new ProcessRunner().RunAsync(Docker("image", "rm", "--force", _image), default);
        }
    }

    [DockerEngineFact]
    public async Task Everything_that_must_not_ship_is_named()
    {
        var token = string.Concat("np", "m_", Letters(36));
        Write("one/.env.prod", "A=b\n");
        Write("one/docs/guide.txt", "x");
        Write("two/main.py", $"first\nkey = '{token}'\nallow_origin_regex = '.*'\n");
        Write("Dockerfile", $"FROM scratch\nARG BUILD_PASSWORD={Letters(20)}\nENV API_SECRET={Letters(20)} MODE=production\nCOPY one /app/\nCOPY two /app/\nLABEL x=1\n");
        await BuildAsync();

        var findings = await LookAsync(_image, "deployops-not-there:1");

        Assert.Contains(findings, finding => finding is { Id: "HYG020", Status: FindingStatus.Fail, File: "app/.env.prod" });
        Assert.Contains(findings, finding => finding is { Id: "HYG021", Status: FindingStatus.Fail, File: "app/docs/guide.txt" });
        Assert.Contains(findings, finding => finding is { Id: "HYG022", Status: FindingStatus.Fail, File: "app/main.py", Line: 2 });
        Assert.Contains(findings, finding => finding.Id == "HYG023" && finding.Message.Contains("API_SECRET", StringComparison.Ordinal));
        Assert.Contains(findings, finding => finding.Id == "HYG023" && finding.Message.Contains("BUILD_PASSWORD", StringComparison.Ordinal));
        Assert.Contains(findings, finding => finding is { Id: "HYG024", Status: FindingStatus.Fail, File: "app/main.py", Line: 3 });
        Assert.Equal(6, findings.Count(finding => finding.Status == FindingStatus.Fail));
        Assert.Equal(5, findings.Count(finding => finding is { Status: FindingStatus.NotApplicable, Subject: "deployops-not-there:1" }));
        Assert.DoesNotContain(findings, finding => finding.ToString().Contains(token[6..12], StringComparison.Ordinal));
    }

    [DockerEngineFact]
    public async Task A_clean_image_passes()
    {
        Write("app/main.py", "print('hello')\n");
        Write("Dockerfile", "FROM scratch\nENV MODE=production API_SECRET=\nCOPY app /app/\n");
        await BuildAsync();
        Assert.All(await LookAsync(_image), finding => Assert.Equal(FindingStatus.Pass, finding.Status));
    }

    [DockerEngineFact]
    public async Task An_image_is_looked_through_once_and_a_new_one_of_the_same_name_again()
    {
        Directory.CreateDirectory(Path.Combine(_folder.FullName, ".deployops"));
        Write(".dockerignore", ".deployops\n");
        Write("app/main.py", "allow_origin_regex = '.*'\n");
        Write("Dockerfile", "FROM scratch\nCOPY app /app/\n");
        await BuildAsync();
        var counted = new CountedProcesses();
        var first = await LookAsync(counted, _image);
        Assert.Equal(Ordered(first), Ordered(await LookAsync(counted, _image)));
        Assert.Contains(first, finding => finding is { Id: "HYG024", Status: FindingStatus.Fail });
        Assert.Equal(1, counted.Saved);

        Write("app/main.py", "print('hello')\n");
        await BuildAsync();
        Assert.All(await LookAsync(counted, _image), finding => Assert.Equal(FindingStatus.Pass, finding.Status));
        Assert.Equal(2, counted.Saved);

        // What was kept and is no answer any more is passed over.
        foreach (var kept in Directory.GetFiles(Path.Combine(_folder.FullName, ".deployops", "images")))
        {
            await File.WriteAllTextAsync(kept, "{");
        }

        Assert.All(await LookAsync(counted, _image), finding => Assert.Equal(FindingStatus.Pass, finding.Status));
        Assert.All(await LookAsync(counted, _image), finding => Assert.Equal(FindingStatus.Pass, finding.Status));
        Assert.Equal(3, counted.Saved);
    }

    // Checks run side by side: their findings come in any order.
    private static IEnumerable<(string Id, FindingStatus Status, string? File, int? Line, string Message)> Ordered(IEnumerable<Finding> findings) =>
        findings.Select(finding => (finding.Id, finding.Status, finding.File, finding.Line, finding.Message)).Order();

    private static string Letters(int count) => "aB3dE5gH7jK9mN2pQ4rS6tU8vW1xY0zLqR7cD5fM2"[..count];

    private static ProcessRequest Docker(params string[] arguments) => new() { FileName = "docker", Arguments = arguments };

    private void Write(string name, string text)
    {
        var path = Path.Combine(_folder.FullName, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text);
    }

    private async Task BuildAsync()
    {
        var result = await new ProcessRunner().RunAsync(Docker("build", "--quiet", "--tag", _image, _folder.FullName), default);
        Assert.True(result.Succeeded, result.StandardError.Reveal());
    }

    private Task<List<Finding>> LookAsync(params string[] images) => LookAsync(new ProcessRunner(), images);

    private async Task<List<Finding>> LookAsync(IProcessRunner processes, params string[] images)
    {
        var context = new CheckContext(new DeployProject { Root = _folder.FullName, Name = "test" });
        context.Provide(await ImageScanFact.GatherAsync(context, images, new DockerCommand(processes), default));
        var findings = new List<Finding>();
        await foreach (var (_, finding) in CheckRunner.RunAsync([.. HygieneChecks.All.Where(check => check.Descriptor.Id.StartsWith("HYG02", StringComparison.Ordinal))], context, new CheckRunOptions(), default))
        {
            if (finding is not null)
            {
                findings.Add(finding);
            }
        }

        return findings;
    }

    private sealed class CountedProcesses : IProcessRunner
    {
        private readonly ProcessRunner _processes = new();

        public int Saved { get; private set; }

        public Task<ProcessResult> RunAsync(ProcessRequest request, CancellationToken cancellationToken) => _processes.RunAsync(request, cancellationToken);

        public Task<ProcessResult> RunStreamingAsync(ProcessRequest request, Func<Stream, CancellationToken, Task> readOutput, CancellationToken cancellationToken)
        {
            Saved++;
            return _processes.RunStreamingAsync(request, readOutput, cancellationToken);
        }
    }
}
