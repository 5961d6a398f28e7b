namespace DeployOps.Engine.EnvFiles;

/// <summary>
/// Which <c>}</c> belongs to which <c>{</c>, and where the last <c>}</c> before any place is. Worked out once for a whole
/// value, so that nested and repeated substitutions stay linear in its length.
/// </summary>
/// <remarks>
/// Compose looks for the closing brace anew from each substitution: it counts braces, and skips the character after an
/// opening one. One pass over the value gives the same pairs, because no <c>${</c> can lie across that skipped character:
/// the brace of <c>${</c> follows a dollar, and only what follows a brace is skipped.
/// </remarks>
internal sealed class EnvBraces
{
    private readonly int[] _closing;
    private readonly int[] _lastClosing;

    public EnvBraces(string text)
    {
        _closing = new int[text.Length];
        _lastClosing = new int[text.Length];
        var open = new Stack<int>();
        var last = -1;
        var skipped = -1;
        for (var index = 0; index < text.Length; index++)
        {
            var character = text[index];
            last = character == '}' ? index : last;
            _lastClosing[index] = last;
            if (index == skipped)
            {
                continue;
            }

            if (character == '}' && open.TryPop(out var opening))
            {
                _closing[opening] = index;
            }
            else if (character == '{')
            {
                open.Push(index);
                skipped = index + 1;
            }
        }
    }

    /// <summary>The brace that closes the one at <paramref name="opening"/>, or 0 when none does.</summary>
    public int ClosingOf(int opening) => _closing[opening];

    /// <summary>The last <c>}</c> before <paramref name="end"/>, or -1.</summary>
    public int LastBefore(int end) => _lastClosing[end - 1];
}
