using DeployOps.Engine.Repository.Scanning;

namespace DeployOps.Engine.Checks.Hygiene;

/// <summary>Tells by its name what a file is that must not ship (seeds/000, 1-5).</summary>
public static class ShippedFiles
{
    private static readonly string[] SampleEndings = ["sample", "example", "template", "dist", "defaults"];
    private static readonly string[] CacheFolders = ["__pycache__", ".pytest_cache", ".mypy_cache", ".ruff_cache", ".git", ".svn", ".hg"];
    private static readonly string[] TestFolders = ["tests", "test", "__tests__"];
    private static readonly string[] KeyEndings = [".pfx", ".p12", ".jks", ".keystore", ".ppk", ".key"];
    private static readonly string[] KeyNames = ["id_rsa", "id_dsa", "id_ecdsa", "id_ed25519"];
    private static readonly string[] ScriptPrefixes = ["test_", "check_", "debug_"];
    private static readonly string[] PackageFolders = ["node_modules", "site-packages", "dist-packages", "vendor"];

    // An image's own system. Applications live elsewhere, or in one of the exceptions.
    private static readonly string[] SystemFolders = ["usr/", "lib/", "lib64/", "bin/", "sbin/", "var/lib/", "var/cache/", "etc/ssl/", "etc/ca-certificates/", "etc/pki/", "proc/", "sys/", "dev/"];
    private static readonly string[] ApplicationFolders = ["usr/src/", "usr/app/", "usr/share/nginx/html/", "usr/local/apache2/htdocs/"];

    /// <summary>Whether the name is that of an environment file with values: <c>.env</c>, <c>.env.prod</c>, <c>prod.env</c>, and no sample.</summary>
    public static bool IsEnvFile(string path)
    {
        var name = NameOf(path);
        return (name.Equals(".env", StringComparison.OrdinalIgnoreCase)
                || name.StartsWith(".env.", StringComparison.OrdinalIgnoreCase)
                || (name.EndsWith(".env", StringComparison.OrdinalIgnoreCase) && name.Length > 4))
            && !Array.Exists(SampleEndings, ending => name.Contains(ending, StringComparison.OrdinalIgnoreCase));
    }

    /// <summary>Whether the name is that of a private key or key store. PEM files are judged by their content: most hold certificates.</summary>
    public static bool IsKeyFile(string path)
    {
        var name = NameOf(path);
        return Array.Exists(KeyEndings, ending => name.EndsWith(ending, StringComparison.OrdinalIgnoreCase) && name.Length > ending.Length)
            || KeyNames.Contains(name, StringComparer.Ordinal);
    }

    /// <summary>What kind of document, test or cache it is; <see langword="null"/> for what may ship.</summary>
    public static string? LeftoverKind(string path)
    {
        var parts = path.Split('/');
        var name = parts[^1];
        return name.EndsWith(".md", StringComparison.OrdinalIgnoreCase) || parts[..^1].Any(part => part is "docs" or "doc") ? "document"
            : parts[..^1].Any(IsCache) || name.EndsWith(".pyc", StringComparison.Ordinal) ? "cache"
            : parts[..^1].Any(part => TestFolders.Contains(part)) || TestPath.IsTestName(name) ? "test"
            : parts.Length > 1 && parts[^2] == "scripts" && Array.Exists(ScriptPrefixes, prefix => name.StartsWith(prefix, StringComparison.OrdinalIgnoreCase)) ? "diagnostic script"
            : null;
    }

    /// <summary>Whether a path is in a folder of installed packages, whose documents and tests are not the project's.</summary>
    public static bool IsInstalled(string path) => path.Split('/').Any(part => PackageFolders.Contains(part));

    /// <summary>Whether a path of an image belongs to the system below the application.</summary>
    public static bool IsOfSystem(string path) =>
        Array.Exists(SystemFolders, folder => path.StartsWith(folder, StringComparison.Ordinal))
        && !Array.Exists(ApplicationFolders, folder => path.StartsWith(folder, StringComparison.Ordinal));

    private static bool IsCache(string part) => CacheFolders.Contains(part) || part.StartsWith("pytest-cache-", StringComparison.Ordinal);

    private static string NameOf(string path) => path[(path.LastIndexOf('/') + 1)..];
}
