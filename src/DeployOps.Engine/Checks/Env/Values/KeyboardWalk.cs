using System.Collections.Frozen;

namespace DeployOps.Engine.Checks.Env.Values;

/// <summary>Finds pieces that a finger slides over on a QWERTY keyboard: along a row, down a column, back and forth.</summary>
internal static class KeyboardWalk
{
    private const int ShortestWalk = 4;

    private static readonly string[] Paths =
    [
        "1234567890-=", "!@#$%^&*()_+", "qwertyuiop[]", "asdfghjkl;'", "zxcvbnm,./",
        "1qaz2wsx3edc4rfv5tgb6yhn7ujm8ik,9ol.0p;/", "qazwsxedcrfvtgbyhnujmikolp", "zaqxswcdevfrbgtnhymjukilop", "zaq1xsw2cde3vfr4bgt5nhy6mju7",
        "1q2w3e4r5t6y7u8i9o0p", "q1w2e3r4t5y6u7i8o9p0", "qawsedrftgyhujikolp", "azsxdcfvgbhnjmkl", "!qaz@wsx#edc$rfv",
    ];

    private static readonly FrozenSet<string> Pieces = PiecesOf(Paths);

    /// <summary>How many characters lie in walks of four or more.</summary>
    public static int Covered(string text)
    {
        if (text.Length < ShortestWalk)
        {
            return 0;
        }

        var lower = text.ToLowerInvariant();
        var lookup = Pieces.GetAlternateLookup<ReadOnlySpan<char>>();
        var covered = 0;
        var end = 0;
        for (var start = 0; start + ShortestWalk <= lower.Length; start++)
        {
            if (lookup.Contains(lower.AsSpan(start, ShortestWalk)))
            {
                covered += start + ShortestWalk - Math.Max(end, start);
                end = start + ShortestWalk;
            }
        }

        return covered;
    }

    private static FrozenSet<string> PiecesOf(IEnumerable<string> paths) =>
        paths.SelectMany(path => new[] { path, string.Concat(path.Reverse()) })
            .SelectMany(path => Enumerable.Range(0, path.Length - ShortestWalk + 1).Select(start => path.Substring(start, ShortestWalk)))
            .ToFrozenSet(StringComparer.Ordinal);
}
