namespace DeployOps.Engine.Repository.Scanning;

/// <summary>Tells by its path whether a file is a test or the material of one.</summary>
public static class TestPath
{
    private static readonly string[] Folders = ["tests", "test", "__tests__", "spec", "fixtures", "testdata"];

    /// <summary>Whether it is.</summary>
    /// <param name="path">The path with <c>/</c> between folders.</param>
    public static bool IsTest(string path)
    {
        var parts = path.Split('/');
        return IsTestName(parts[^1]) || parts[..^1].Any(part => Folders.Contains(part, StringComparer.OrdinalIgnoreCase));
    }

    /// <summary>Whether the name alone says so, by the customs of pytest, Go and the JavaScript runners.</summary>
    public static bool IsTestName(string name) =>
        (name.StartsWith("test_", StringComparison.Ordinal) && name.EndsWith(".py", StringComparison.Ordinal))
        || name.EndsWith("_test.py", StringComparison.Ordinal)
        || name.EndsWith("_test.go", StringComparison.Ordinal)
        || name.Contains(".test.", StringComparison.Ordinal)
        || name.Contains(".spec.", StringComparison.Ordinal);
}
