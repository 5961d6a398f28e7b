using System.Text;

namespace DeployOps.Engine.EnvFiles;

/// <summary>
/// Tells whether a value is still what a template left for people to replace, in English or Korean, as in
/// <c>change_me_in_env</c> (seed 000) or <c>강력한-비밀번호-설정</c> (seed 001).
/// </summary>
public static class Placeholder
{
    // Long enough that a random secret does not hold them by chance; compared without separators and case.
    private static readonly string[] Fragments =
    [
        "changeme", "changethis", "changeit", "changeinproduction", "changebeforeuse", "replaceme", "replacethis", "replacewith",
        "yourdomain", "yourpassword", "yourpasswd", "yoursecret", "yourkey", "yourapikey", "yourtoken", "yourhost", "yourdatabase",
        "yourusername", "yourclientid", "yourcompany", "yourproject", "youropenai", "insertyour", "putyour", "enteryour", "addyour",
        "fillmein", "fillthisin", "tobefilled", "tobedefined", "tobedetermined", "placeholder", "examplepassword", "examplesecret",
        "examplekey", "exampletoken", "dummypassword", "dummysecret", "dummykey", "dummytoken", "samplepassword", "samplesecret",
        "setthisvalue", "setmeplease", "generateme", "generatethis", "generatewith", "secretgoeshere", "passwordhere", "secrethere",
        "keyhere", "tokenhere", "opensslrand",
    ];

    private static readonly HashSet<string> Words = new(StringComparer.Ordinal)
    {
        "todo", "tbd", "fixme", "example", "sample", "dummy", "foobar", "foo", "undefined", "unset", "notset", "change", "replace", "fillin", "redacted",
        "hidden", "masked", "removed", "값", "미정", "추후", "추후입력", "예시", "샘플",
    };

    private static readonly string[] KoreanInstructions =
    [
        "여기에", "입력하세요", "입력하십시오", "입력해", "입력필요", "변경하세요", "변경하십시오", "변경해", "변경필요", "변경필수", "설정하세요",
        "설정하십시오", "설정해", "설정필요", "바꾸세요", "바꿔", "교체하세요", "교체필요", "수정하세요", "수정필요", "작성하세요", "넣으세요", "넣어",
        "채우세요", "채워", "강력한비밀번호", "강력한시크릿", "비밀번호설정", "비밀번호입력", "비밀번호변경", "시크릿키", "자이상", "글자이상", "발급받은",
    ];

    // In a secret these are no password anybody chose, in a title they may be the title.
    private static readonly string[] KoreanWords =
        ["강력한", "비밀번호", "패스워드", "암호", "시크릿", "비밀키", "변경", "입력", "설정", "교체", "임의의", "예시", "샘플", "본인", "실제값"];

    /// <summary>Whether the value is a placeholder.</summary>
    /// <param name="value">The value.</param>
    /// <param name="isSecret">Whether it stands where a secret belongs; then single Korean words count as well.</param>
    public static bool Is(string value, bool isSecret)
    {
        var text = Compose(value.Trim());
        if (text.Length == 0)
        {
            return false;
        }

        if (IsBracketed(text) || IsElided(text) || HasRunOfCrosses(text))
        {
            return true;
        }

        var compact = Compact(text);
        return Words.Contains(compact)
            || Array.Exists(Fragments, fragment => compact.Contains(fragment, StringComparison.Ordinal))
            || StartsWithYour(text)
            || (HasHangul(compact)
                && (Array.Exists(KoreanInstructions, word => compact.Contains(word, StringComparison.Ordinal))
                    || (isSecret && Array.Exists(KoreanWords, word => compact.Contains(word, StringComparison.Ordinal)))));
    }

    /// <summary>Whether a host name is one that documents reserve or invite to replace (RFC 2606, section 3).</summary>
    public static bool IsHost(string host)
    {
        var name = host.TrimEnd('.').ToLowerInvariant();
        string[] reserved = ["example.com", "example.org", "example.net", "example"];
        return Array.Exists(reserved, domain => name == domain || name.EndsWith("." + domain, StringComparison.Ordinal))
            || name.Contains("yourdomain", StringComparison.Ordinal) || name.Contains("your-domain", StringComparison.Ordinal)
            || name.Contains("your_domain", StringComparison.Ordinal) || name.StartsWith("your-", StringComparison.Ordinal)
            || IsBracketed(name);
    }

    private static bool IsBracketed(string text)
    {
        (string Open, string Close)[] brackets = [("<", ">"), ("{{", "}}"), ("[[", "]]"), ("__", "__"), ("%%", "%%"), ("@@", "@@"), ("#{", "}"), ("«", "»")];
        return Array.Exists(brackets, pair =>
            text.Length > pair.Open.Length + pair.Close.Length
            && text.StartsWith(pair.Open, StringComparison.Ordinal)
            && text.EndsWith(pair.Close, StringComparison.Ordinal)
            && text[pair.Open.Length..^pair.Close.Length].All(character => char.IsLetterOrDigit(character) || character is ' ' or '_' or '-' or '.' or ':' or ','));
    }

    private static bool IsElided(string text) =>
        text.EndsWith("...", StringComparison.Ordinal) || text.EndsWith('…')
        || (text.Length >= 2 && text.All(character => character is '*' or '•' or '●')) || (text.Length >= 2 && text.All(character => character == '?'));

    /// <summary><c>xxxx</c> or <c>XXXX</c> as a word of its own, also three of them when they are the whole value.</summary>
    private static bool HasRunOfCrosses(string text)
    {
        var words = text.Split('-', '_', '.', ':', '/', '@', ' ', ',');
        return Array.Exists(words, word => word.Length >= 4 && word.All(character => character is 'x' or 'X'))
            || (words.Length == 1 && text.Length >= 3 && text.All(character => character is 'x' or 'X'));
    }

    private static bool StartsWithYour(string text) =>
        text.StartsWith("your", StringComparison.OrdinalIgnoreCase) && text.Length > 5
        && text[4] is '-' or '_' or ' ' or '.';

    private static bool HasHangul(string text) => text.AsSpan().IndexOfAnyInRange('\uAC00', '\uD7A3') >= 0;

    private static string Compact(string text)
    {
        var compact = new StringBuilder(text.Length);
        foreach (var character in text)
        {
            if (char.IsLetterOrDigit(character))
            {
                compact.Append(char.ToLowerInvariant(character));
            }
        }

        return compact.ToString();
    }

    /// <summary>macOS writes Hangul taken apart into letters; only then is composing needed, and safe.</summary>
    private static string Compose(string text) =>
        text.AsSpan().IndexOfAnyInRange('\u1100', '\u11FF') >= 0 && text.All(character => !char.IsSurrogate(character)) ? text.Normalize(NormalizationForm.FormC) : text;
}
