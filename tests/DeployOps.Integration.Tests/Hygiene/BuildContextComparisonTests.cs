using System.Formats.Tar;
using DeployOps.Engine.Processes;
using DeployOps.Engine.Repository.Ignoring;
using DeployOps.Integration.Tests.Requirements;
using Xunit;

namespace DeployOps.Integration.Tests.Hygiene;

/// <summary>What a real build is sent, against what our reading of the <c>.dockerignore</c> says it is sent.</summary>
public sealed class BuildContextComparisonTests : IDisposable
{
    private const int Files = 24;
    private static readonly string[] Names = ["a", "b", "ab", "abc", "foo", "foo.txt", ".env", ".env.prod", "x y", "한글", "B", "a.b", "tests", "README.md", "monkey", "a+b"];
    private static readonly string[] Pieces = ["a", "b", "c", "foo", ".txt", ".md", ".env", "*", "*", "**", "**", "?", "[ab]", "[^b]", "[a-c]", "\\*", "\\a", ".", "x y", "한", "B", "key", "+", "(", "^", "\\d", "\\w"];
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("deployops-");

    public void Dispose() => _folder.Delete(recursive: true);

    [DockerEngineFact]
    public async Task A_build_is_sent_what_the_patterns_leave()
    {
        var dockerfile = Path.Combine(_folder.FullName, "Dockerfile");
        await File.WriteAllTextAsync(dockerfile, "FROM scratch\nCOPY . /\n");
        var random = new Random(Seed);
        var differences = new List<string>();
        for (var round = 0; round < Rounds; round++)
        {
            var context = Directory.CreateDirectory(Path.Combine(_folder.FullName, $"context{round}")).FullName;
            var paths = MakeTree(context, random);
            var patterns = string.Concat(Enumerable.Range(0, 1 + random.Next(5)).Select(_ => Pattern(random, paths) + (random.Next(5) == 0 ? "\r\n" : "\n")));
            await File.WriteAllTextAsync(Path.Combine(context, ".dockerignore"), patterns);

            var sent = await BuildAsync(dockerfile, context);
            var expected = Expected(patterns, paths);
            if (sent is null && expected is not null)
            {
                differences.Add($"seed {Seed}, round {round}: the build failed: {patterns.ReplaceLineEndings("⏎")}");
            }
            else if (sent is not null && expected is not null)
            {
                // A line that is no pattern can go unnoticed by a build in which it is never asked; we name it always.
                differences.AddRange(sent.Union(expected).Except(sent.Intersect(expected))
                    .Select(path => $"seed {Seed}, round {round}: {path}, the build says {(sent.Contains(path) ? "sent" : "kept out")}: {patterns.ReplaceLineEndings("⏎")}"));
            }

            Directory.Delete(context, recursive: true);
        }

        Assert.True(differences.Count == 0, $"{differences.Count}:\n{string.Join('\n', differences.Take(15))}");
    }

    private static int Seed { get; } = int.Parse(Environment.GetEnvironmentVariable("DEPLOYOPS_SEED") ?? "11", System.Globalization.CultureInfo.InvariantCulture);

    private static int Rounds { get; } = int.Parse(Environment.GetEnvironmentVariable("DEPLOYOPS_ROUNDS") ?? "40", System.Globalization.CultureInfo.InvariantCulture);

    private static HashSet<string>? Expected(string text, IEnumerable<string> paths)
    {
        try
        {
            var patterns = DockerIgnorePatterns.Parse(text);
            return [.. paths.Where(path => !patterns.IsExcluded(path))];
        }
        catch (DockerIgnoreFormatException)
        {
            return null;
        }
    }

    private static List<string> MakeTree(string context, Random random)
    {
        var paths = new List<string>();
        for (var file = 0; file < Files; file++)
        {
            var path = string.Join('/', Enumerable.Range(0, 1 + random.Next(4)).Select(_ => Names[random.Next(Names.Length)]));
            var full = Path.Combine(context, path);
            if (Directory.Exists(full) || File.Exists(full) || paths.Any(other => path.StartsWith(other + "/", StringComparison.Ordinal)))
            {
                continue;
            }

            Directory.CreateDirectory(Path.GetDirectoryName(full)!);
            File.WriteAllText(full, "x");
            paths.Add(path);
        }

        return paths;
    }

    private static string Pattern(Random random, List<string> paths)
    {
        string Composed() => string.Join('/', Enumerable.Range(0, 1 + random.Next(3)).Select(_ =>
            random.Next(4) == 0 ? "**" : string.Concat(Enumerable.Range(0, 1 + random.Next(3)).Select(_ => Pieces[random.Next(Pieces.Length)]))));
        string Taken()
        {
            var parts = paths[random.Next(paths.Count)].Split('/').Select(part => random.Next(6) switch
            {
                0 => "*",
                1 => "**",
                2 => part[..1] + "*",
                3 => "**" + part[^1..],
                _ => part,
            }).ToArray();
            return string.Join('/', parts.Take(1 + random.Next(parts.Length)));
        }

        return (random.Next(3) == 0 ? "!" : "") + (random.Next(5) == 0 ? "/" : random.Next(9) == 0 ? "./" : "")
            + (random.Next(3) > 0 ? Taken() : Composed()) + (random.Next(5) == 0 ? "/" : "") + (random.Next(9) == 0 ? "  " : "");
    }

    /// <summary>The files a build is sent; null when the builder refuses the patterns.</summary>
    private static async Task<HashSet<string>?> BuildAsync(string dockerfile, string context)
    {
        using var archive = new MemoryStream();
        var request = new ProcessRequest
        {
            FileName = "docker",
            Arguments = ["buildx", "build", "--quiet", "--file", dockerfile, "--output", "type=tar,dest=-", context],
        };
        var result = await new ProcessRunner().RunStreamingAsync(request, (stream, token) => stream.CopyToAsync(archive, token), default);
        if (!result.Succeeded)
        {
            return null;
        }

        archive.Position = 0;
        var files = new HashSet<string>(StringComparer.Ordinal);
        using var reader = new TarReader(archive);
        while (await reader.GetNextEntryAsync() is { } entry)
        {
            if (entry.EntryType is TarEntryType.RegularFile or TarEntryType.V7RegularFile)
            {
                files.Add(entry.Name);
            }
        }

        files.Remove(".dockerignore");
        return files;
    }
}
