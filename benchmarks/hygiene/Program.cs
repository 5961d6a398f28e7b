using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;
using DeployOps.Benchmarks.Hygiene;
using DeployOps.Engine.Processes;
using DeployOps.Engine.Repository;
using DeployOps.Engine.Repository.Scanning;

// hygiene [files] [rounds]: scans a generated git repository and lets ripgrep search it with the same patterns, in turn.
if (args is ["scan", var tree])
{
    // One scan in a process of its own, so that start-up and compilation count as they do for ripgrep.
    var scanned = await ScanAsync(tree);
    Console.WriteLine($"{scanned.Files} files, {scanned.Hits.Count} hits");
    return;
}

var files = args.Length > 0 ? int.Parse(args[0], CultureInfo.InvariantCulture) : 100_000;
var rounds = args.Length > 1 ? int.Parse(args[1], CultureInfo.InvariantCulture) : 7;
var folder = Directory.CreateTempSubdirectory("deployops-hygiene-");
try
{
    var root = folder.CreateSubdirectory("tree").FullName;
    Console.WriteLine($"making {files} files …");
    SourceTreeMaker.Make(root, files, seed: 2026);
    Run("git", root, "init", "--quiet");
    Run("git", root, "add", "--all");
    var patterns = Path.Combine(folder.FullName, "patterns");
    File.WriteAllLines(patterns, Patterns());
    Console.WriteLine($"{Directory.EnumerateFiles(root, "*", SearchOption.AllDirectories).Where(path => !path.Contains("/.git/", StringComparison.Ordinal)).Sum(path => new FileInfo(path).Length) >> 20} MiB, {File.ReadAllLines(patterns).Length} patterns");

    var self = Environment.ProcessPath!;
    string[] scan = Path.GetFileNameWithoutExtension(self) == "dotnet" ? [Environment.GetCommandLineArgs()[0], "scan", root] : ["scan", root];
    string[] search = ["--no-config", "--hidden", "--glob", "!.git", "--no-unicode", "--line-number", "--file", patterns, root];
    var (ours, theirs, warm) = (new List<double>(), new List<double>(), new List<double>());
    for (var round = 0; round <= rounds; round++)
    {
        var process = Run(self, root, scan);
        var ripgrep = Run("rg", root, search);
        var started = Stopwatch.GetTimestamp();
        await ScanAsync(root);
        var inside = Stopwatch.GetElapsedTime(started).TotalMilliseconds;
        if (round > 0)
        {
            ours.Add(process);
            theirs.Add(ripgrep);
            warm.Add(inside);
        }
    }

    Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"deployops, own process: {Median(ours):0} ms; in a running process: {Median(warm):0} ms; ripgrep: {Median(theirs):0} ms"));
    Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"ratio: {Median(ours) / Median(theirs):0.00} (own process), {Median(warm) / Median(theirs):0.00} (running process)"));
}
finally
{
    folder.Delete(recursive: true);
}

static async Task<ScanReport> ScanAsync(string root)
{
    var git = await GitRepository.OpenAsync(root, new ProcessRunner(), default);
    var tracked = await git.TrackedFilesAsync(default);
    return await SourceTree.ScanAsync(root, tracked, new SourceRules(TokenRules.All), SourceTree.DefaultLimit, default);
}

// In the form that ripgrep is fastest with: lengths without an upper bound (with them it takes minutes), no Unicode. The formats, and the three hand-written rules as the nearest expression.
static IEnumerable<string> Patterns() =>
[
    .. TokenRules.All.OfType<TokenRule>().Select(rule => Regex.Replace(rule.Pattern, @"\{(\d+),\d+\}", "{$1}")),
    "-----BEGIN [A-Z ]*PRIVATE KEY( BLOCK)?-----|PuTTY-User-Key-File",
    @"[a-zA-Z][a-zA-Z0-9+.\-]*://[^\s:/@]*:[^\s/@]+@",
    @"(?i)[a-z0-9_.\-]*(passw|passphrase|pwd|secret|token|api[_\-]?key|access_?key|private_?key|signing_key|encryption_key|auth_key|credential)[a-z0-9_.\-]*[""']?\]?\s*[:=]>?=?\s*[""'][^""'\s]{12,256}[""']",
];

static double Run(string program, string folder, params string[] arguments)
{
    var started = Stopwatch.GetTimestamp();
    using var process = Process.Start(new ProcessStartInfo(program, arguments) { WorkingDirectory = folder, RedirectStandardOutput = true })!;
    process.StandardOutput.BaseStream.CopyTo(Stream.Null);
    process.WaitForExit();
    return process.ExitCode <= 1 ? Stopwatch.GetElapsedTime(started).TotalMilliseconds : throw new InvalidOperationException($"{program} ended with {process.ExitCode}.");
}

static double Median(List<double> values) => values.Order().ElementAt(values.Count / 2);
