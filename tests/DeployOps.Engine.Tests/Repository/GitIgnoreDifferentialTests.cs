using System.Text;
using DeployOps.Engine.Repository.Ignoring;
using Xunit;

namespace DeployOps.Engine.Tests.Repository;

/// <summary>Thousands of generated pattern files, each asked of real git as well.</summary>
public sealed class GitIgnoreDifferentialTests
{
    private const int Cases = 120;
    private const int PathsPerCase = 25;

    [Theory]
    [InlineData(1, false)]
    [InlineData(2, false)]
    [InlineData(3, false)]
    [InlineData(4, false)]
    [InlineData(5, true)]
    [InlineData(6, true)]
    public void Every_answer_is_the_one_of_git(int seed, bool ignoreCase)
    {
        using var folder = new TemporaryFolder();
        GitCommand.Initialise(folder.Root);
        GitCommand.Run(folder.Root, "config", "core.ignoreCase", ignoreCase ? "true" : "false");
        var generator = new IgnorePatternGenerator(seed);
        var questions = new List<(string Path, bool IsFolder)>();
        for (var number = 0; number < Cases; number++)
        {
            var paths = Enumerable.Range(0, PathsPerCase).Select(_ => generator.Path()).ToList();
            Write(folder, $"case{number}/.gitignore", generator, paths);
            if (generator.Coin(3))
            {
                Write(folder, $"case{number}/a/.gitignore", generator, paths);
            }

            foreach (var path in paths.Select(path => $"case{number}/{path}"))
            {
                var isFolder = Directory.Exists(folder[path]) || (generator.Coin(3) && MakeFolder(folder[path]));
                questions.Add((path, isFolder));
            }
        }

        // Plain names and anchored paths only: a star here would ignore everything and leave nothing to compare.
        folder.Write(".git/info/exclude", $"{generator.Pick(questions).Path}\n/{generator.Pick(questions).Path}/\n!{generator.Pick(questions).Path}\na.b\n");

        // Asked when all folders are there: a path that was a file to be may have become a folder since.
        questions = [.. questions.Select(question => (question.Path, Directory.Exists(folder[question.Path]))).Distinct()];
        var output = GitCommand.Ask(
            folder.Root, string.Concat(questions.Select(question => question.Path + "\0")), "check-ignore", "--no-index", "--stdin", "-z");
        var ignored = output.Split('\0').ToHashSet(StringComparer.Ordinal);
        var tree = GitIgnoreTree.Open(folder.Root, withExclude: true, ignoreCase);

        var differences = questions
            .Where(question => tree.IsIgnored(question.Path, question.IsFolder) != ignored.Contains(question.Path))
            .Select(question => $"seed {seed}: {question} git says {ignored.Contains(question.Path)}: {Files(folder, question.Path)}")
            .ToList();

        Assert.True(differences.Count == 0, $"{differences.Count} of {questions.Count}:\n{string.Join('\n', differences.Take(10))}");
        Assert.InRange(ignored.Count, questions.Count / 20, questions.Count * 9 / 10);
    }

    private static bool MakeFolder(string path)
    {
        Directory.CreateDirectory(path);
        return true;
    }

    private static void Write(TemporaryFolder folder, string name, IgnorePatternGenerator generator, IReadOnlyList<string> paths)
    {
        var text = new StringBuilder(generator.Coin(10) ? "\uFEFF" : "");
        for (var line = 0; line < 5; line++)
        {
            text.Append(generator.GitPattern(paths)).Append(generator.Coin(6) ? "\r\n" : "\n");
        }

        folder.Write(name, text.ToString());
    }

    private static string Files(TemporaryFolder folder, string path)
    {
        var top = path.Split('/')[0];
        return string.Join(" | ", new[] { $"{top}/.gitignore", $"{top}/a/.gitignore" }
            .Where(name => File.Exists(folder[name])).Select(name => File.ReadAllText(folder[name]).ReplaceLineEndings("⏎")));
    }
}
