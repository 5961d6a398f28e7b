using System.Runtime.CompilerServices;
using DeployOps.Engine.Checks;
using DeployOps.Engine.Project;
using DeployOps.Engine.Project.Sections;

namespace DeployOps.Engine.Tests.Checks.Compose;

/// <summary>
/// One compose file of <c>Fixtures/COMnnn</c>. A line that ends in <c># &lt;-</c> is one that the check has to name; a file
/// without such a line has to pass.
/// </summary>
public sealed record ComposeFixture(string CheckId, string Path)
{
    private const string Mark = "# <-";

    /// <summary>The variables that fixtures may name.</summary>
    private static readonly Dictionary<string, string> Variables = new()
    {
        ["TAG"] = "2026.01.14", ["EMPTY"] = "", ["LATEST"] = "latest", ["REGISTRY"] = "registry.example.com", ["IMAGE"] = "nginx:1.27.3",
        ["PG_VERSION"] = "17.2", ["BACKEND_TAG"] = "7", ["POSTGRES_PASSWORD"] = "p-value", ["REDIS_PASSWORD"] = "r-value", ["NPM_TOKEN"] = "n-value",
        ["LOG_LEVEL"] = "info",
    };

    public static string Folder([CallerFilePath] string here = "") => System.IO.Path.Combine(System.IO.Path.GetDirectoryName(here)!, "Fixtures");

    public static IEnumerable<ComposeFixture> All() => Directory.EnumerateDirectories(Folder())
        .Order(StringComparer.Ordinal)
        .SelectMany(folder => Directory.EnumerateFiles(folder, "*.yml").Order(StringComparer.Ordinal).Select(file => new ComposeFixture(System.IO.Path.GetFileName(folder), file)));

    public bool MustFail => System.IO.Path.GetFileName(Path).StartsWith("fail", StringComparison.Ordinal);

    /// <summary>The lines the check has to name.</summary>
    public IReadOnlyList<int> MarkedLines() =>
        [.. File.ReadAllLines(Path).Select((line, index) => (line, index)).Where(pair => pair.line.EndsWith(Mark, StringComparison.Ordinal)).Select(pair => pair.index + 1)];

    public CheckContext Context(Func<ComposeSettings, ComposeSettings>? settings = null)
    {
        var compose = new ComposeSettings { Files = [System.IO.Path.GetFileName(Path)] };
        var project = new DeployProject
        {
            Root = System.IO.Path.GetDirectoryName(Path)!,
            Name = "fixture",
            Compose = settings is null ? compose : settings(compose),
        };
        return new CheckContext(project) { ProcessEnvironment = name => Variables.GetValueOrDefault(name) };
    }

    public async Task<IReadOnlyList<Finding>> RunAsync(ICheck check, Func<ComposeSettings, ComposeSettings>? settings = null)
    {
        var findings = new List<Finding>();
        await foreach (var (_, finding) in CheckRunner.RunAsync([check], Context(settings), new CheckRunOptions(), CancellationToken.None))
        {
            if (finding is not null)
            {
                findings.Add(finding);
            }
        }

        return findings;
    }

    public override string ToString() => $"{CheckId}/{System.IO.Path.GetFileName(Path)}";
}
