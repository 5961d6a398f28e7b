namespace DeployOps.Engine.Checks.Hygiene;

/// <summary>A path that stands for a kind of files: an ignore file that covers the kind covers the path.</summary>
/// <param name="Path">The path; a folder ends with <c>/</c>.</param>
/// <param name="Pattern">The line to add when it is not covered.</param>
/// <param name="Kind">The kind of files.</param>
/// <param name="When">Where the kind occurs at all; everywhere when <see langword="null"/>.</param>
public sealed record IgnoredPath(string Path, string Pattern, string Kind, Func<ProjectTraits, bool>? When = null);

/// <summary>What ignore files have to cover: seeds/000, 1-5 and C5, C6, and the files that a release makes.</summary>
public static class IgnoredPaths
{
    private static readonly IgnoredPath[] Environment =
    [
        new(".env", ".env", "environment file"),
        new(".env.prod", ".env.*", "environment file"),
        new(".env.production", ".env.*", "environment file"),
        new(".env.local", ".env.*", "environment file"),
    ];

    private static readonly IgnoredPath[] Keys =
    [
        new("server.pem", "*.pem", "private key"),
        new("server.key", "*.key", "private key"),
        new("server.pfx", "*.pfx", "key store"),
    ];

    private static readonly IgnoredPath[] Caches =
    [
        new("__pycache__/", "__pycache__/", "cache of Python", traits => traits.HasPython),
        new(".pytest_cache/", ".pytest_cache/", "cache of pytest", traits => traits.HasPython),
        new("pytest-cache-files-1a2b3c/", "pytest-cache-*/", "cache of pytest", traits => traits.HasPython),
        new("node_modules/", "node_modules/", "installed packages", traits => traits.HasNode),
    ];

    /// <summary>Secrets, for <c>.gitignore</c>.</summary>
    public static IReadOnlyList<IgnoredPath> GitSecrets { get; } = [.. Environment, .. Keys];

    /// <summary>What a build or a test leaves behind, for <c>.gitignore</c>.</summary>
    public static IReadOnlyList<IgnoredPath> GitLeftovers { get; } =
    [
        .. Caches,
        new("bin/", "bin/", "build output", traits => traits.HasDotnet),
        new("obj/", "obj/", "build output", traits => traits.HasDotnet),
    ];

    /// <summary>Secrets, for <c>.dockerignore</c>.</summary>
    public static IReadOnlyList<IgnoredPath> BuildSecrets { get; } =
    [
        .. Environment.Select(path => path with { Pattern = "**/.env*" }),
        .. Keys.Select(path => path with { Pattern = $"**/{path.Pattern}" }),
    ];

    /// <summary>Documents, tests and caches, for <c>.dockerignore</c>.</summary>
    public static IReadOnlyList<IgnoredPath> BuildLeftovers { get; } =
    [
        new("README.md", "**/*.md", "documents"),
        new("docs/guide.txt", "**/docs", "documents"),
        new("tests/example.txt", "**/tests", "tests"),
        new(".git/config", "**/.git", "history"),
        .. Caches.Select(path => path with { Path = path.Path + "file", Pattern = $"**/{path.Pattern.TrimEnd('/')}" }),
    ];

    /// <summary>Only where the folder is there: nobody writes lines for folders that do not exist.</summary>
    public static IReadOnlyList<(string Folder, IgnoredPath Path)> BuildLeftoversOfFolders { get; } =
    [
        ("doc", new("doc/guide.txt", "**/doc", "documents")),
        ("test", new("test/example.txt", "**/test", "tests")),
        ("scripts", new("scripts/test_example.py", "**/scripts/test_*", "test scripts")),
        ("scripts", new("scripts/check_example.py", "**/scripts/check_*", "check scripts")),
        ("scripts", new("scripts/debug_example.py", "**/scripts/debug_*", "debug scripts")),
    ];
}
