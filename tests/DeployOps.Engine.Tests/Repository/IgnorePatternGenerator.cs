namespace DeployOps.Engine.Tests.Repository;

/// <summary>Makes ignore patterns and paths that are likely to meet.</summary>
internal sealed class IgnorePatternGenerator(int seed)
{
    private static readonly string[] Names = ["a", "b", "ab", "abc", "foo", "foo.txt", ".env", ".env.prod", "x y", "한글", "B", "a.b", "-", "!a", "#a", "tests", "z]"];
    private static readonly string[] Pieces = ["a", "b", "c", "foo", ".txt", ".env", "*", "*", "**", "?", "[ab]", "[!a]", "[^b]", "[a-c]", "\\", "\\*", ".", "x y", "한", "B", "-", "!", "#", " ", "[[:alpha:]]", "[]a]", "[a", "[a\\]]", "[-a]", "[z-a]", "***", "]"];
    private readonly Random _random = new(seed);

    public string Path()
    {
        var depth = 1 + _random.Next(4);
        return string.Join('/', Enumerable.Range(0, depth).Select(_ => Pick(Names)));
    }

    public bool Coin(int oneIn = 2) => _random.Next(oneIn) == 0;

    /// <summary>A pattern for git: half made of a path that is there, half of pieces.</summary>
    public string GitPattern(IReadOnlyList<string> paths)
    {
        var text = Coin() ? Blurred(paths[_random.Next(paths.Count)]) : Composed();
        return (Coin(4) ? "!" : "") + (Coin(4) ? "/" : "") + text + (Coin(4) ? "/" : "") + (Coin(12) ? " " : "") + (Coin(20) ? "\\ " : "");
    }

    public T Pick<T>(IReadOnlyList<T> items) => items[_random.Next(items.Count)];

    private string Composed() => string.Join('/', Enumerable.Range(0, 1 + _random.Next(3)).Select(_ =>
        Coin(4) ? "**" : string.Concat(Enumerable.Range(0, 1 + _random.Next(3)).Select(_ => Pick(Pieces)))));

    private string Blurred(string path)
    {
        var parts = path.Split('/').Skip(Coin() ? 0 : _random.Next(2)).DefaultIfEmpty("a").ToArray();
        parts = parts.Take(1 + _random.Next(parts.Length)).ToArray();
        for (var index = 0; index < parts.Length; index++)
        {
            parts[index] = _random.Next(8) switch
            {
                0 => "*",
                1 => "**",
                2 => parts[index][..1] + "*",
                3 => "*" + parts[index][^1..],
                4 => "?" + parts[index][1..],
                5 => parts[index] + "**",
                _ => parts[index],
            };
        }

        return string.Join('/', parts);
    }
}
