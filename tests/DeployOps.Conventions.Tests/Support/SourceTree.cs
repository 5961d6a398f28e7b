using System.Diagnostics;

namespace DeployOps.Conventions.Tests.Support;

/// <summary>The repository these tests were built from, as files.</summary>
internal static class SourceTree
{
    private static readonly string[] LeftOut = [".git", "bin", "obj", "artifacts", "node_modules", "TestResults"];
    private static readonly string[] Binary = [".png", ".ico", ".dll", ".gz", ".zip", ".pfx"];

    /// <summary>The folder that holds the solution.</summary>
    public static string Root { get; } = FindRoot();

    /// <summary>The files that are, or would be, under version control: relative paths with <c>/</c>.</summary>
    public static IReadOnlyList<string> Files { get; } = [.. (FromGit() ?? FromFolders()).Where(file => File.Exists(FullPath(file))).Order(StringComparer.Ordinal)];

    /// <summary>The same without pictures, archives and the like.</summary>
    public static IEnumerable<string> TextFiles => Files.Where(file => !Binary.Contains(Path.GetExtension(file)));

    /// <summary>The C# files below any of the folders; all of them when none is named.</summary>
    public static IEnumerable<string> CSharp(params string[] folders) =>
        Files.Where(file => file.EndsWith(".cs", StringComparison.Ordinal) && (folders.Length == 0 || folders.Any(folder => file.StartsWith($"{folder}/", StringComparison.Ordinal))));

    /// <summary>Where a file is on this machine.</summary>
    public static string FullPath(string file) => Path.Combine(Root, file);

    /// <summary>A file's text.</summary>
    public static string Read(string file) => File.ReadAllText(FullPath(file));

    private static string FindRoot()
    {
        for (var folder = AppContext.BaseDirectory; folder is not null; folder = Path.GetDirectoryName(folder))
        {
            if (File.Exists(Path.Combine(folder, "DeployOps.slnx")))
            {
                return folder;
            }
        }

        throw new InvalidOperationException("These tests run from a clone: no DeployOps.slnx above the test assembly.");
    }

    // A source archive has no git; a machine may have no git either.
    private static List<string>? FromGit()
    {
        if (!Path.Exists(Path.Combine(Root, ".git")))
        {
            return null;
        }

        try
        {
            var start = new ProcessStartInfo("git", ["ls-files", "-z", "--cached", "--others", "--exclude-standard"]) { WorkingDirectory = Root, RedirectStandardOutput = true };
            using var git = Process.Start(start)!;
            var files = git.StandardOutput.ReadToEnd().Split('\0', StringSplitOptions.RemoveEmptyEntries).ToList();
            git.WaitForExit();
            return git.ExitCode == 0 ? files : null;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return null;
        }
    }

    private static IEnumerable<string> FromFolders() =>
        Directory.EnumerateFiles(Root, "*", SearchOption.AllDirectories)
            .Select(file => Path.GetRelativePath(Root, file).Replace(Path.DirectorySeparatorChar, '/'))
            .Where(file => !file.Split('/').Any(part => LeftOut.Contains(part)));
}
