using System.Buffers;
using System.Text;
using DeployOps.Engine.Redaction.Escapes;
using DeployOps.Engine.Redaction.Forms;
using DeployOps.Engine.Redaction.Matching;
using DeployOps.Engine.Redaction.Unknown;

namespace DeployOps.Engine.Redaction;

/// <summary>
/// Replaces secrets by <see cref="Mask"/>, in every form in which programs write them down: as they are, trimmed, line by line,
/// escaped for JSON, XML, URLs, shells, PowerShell, YAML, C# and Go, in base64, in hexadecimal and in UTF-16. A value of fewer than
/// four characters, a number of up to five digits and a common word are masked only next to their own key. Of a value that is a URL
/// with credentials only these are masked. A secret with colours inside is masked with them; colours around it stay. Overlapping and
/// touching matches become one mask.
/// </summary>
/// <remarks>Immutable; all members may be used by many threads at once. It holds the secrets in memory as long as it lives.</remarks>
public sealed class Redactor
{
    /// <summary>What stands in place of a secret.</summary>
    public const string Mask = "***";

    /// <summary>
    /// The longest value that can be masked, in UTF-16 units: twice what Windows allows an environment variable to hold, and
    /// more than any key file.
    /// </summary>
    public const int LongestSecret = 65_536;

    private readonly Lazy<PatternPrefixes> _prefixes;
    private readonly bool _unknownSecrets;

    private Redactor(PatternSet patterns, RedactorOptions options)
    {
        Matcher = new PatternMatcher(patterns);
        _prefixes = new Lazy<PatternPrefixes>(() => new PatternPrefixes(patterns));
        _unknownSecrets = options.UnknownSecrets;
    }

    /// <summary>A redactor without secrets of its own, which still masks what looks like a credential.</summary>
    public static Redactor Empty { get; } = Create([]);

    /// <summary>The mask in UTF-8.</summary>
    internal static ReadOnlySpan<byte> MaskBytes => "***"u8;

    /// <summary>Searches for the known secrets.</summary>
    internal PatternMatcher Matcher { get; }

    /// <summary>Tells whether a text ends inside a known secret.</summary>
    internal PatternPrefixes Prefixes => _prefixes.Value;

    /// <summary>Builds a redactor.</summary>
    /// <param name="secrets">The secrets. Empty values, and values made only of stars, are passed over; doubles do no harm.</param>
    /// <param name="options">What else to look for, or null for the defaults.</param>
    /// <returns>The redactor.</returns>
    /// <exception cref="ArgumentException">
    /// A value is longer than <see cref="LongestSecret"/>. The message has its name and length, never the value.
    /// </exception>
    public static Redactor Create(IEnumerable<Secret> secrets, RedactorOptions? options = null) =>
        Create(secrets, options ?? new RedactorOptions(), SecretFormSet.All);

    /// <summary>Masks a text.</summary>
    /// <param name="text">The text.</param>
    /// <returns>The masked text; the same object when there was nothing to mask.</returns>
    public string Redact(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var bytes = ArrayPool<byte>.Shared.Rent(Encoding.UTF8.GetMaxByteCount(text.Length));
        try
        {
            var utf8 = bytes.AsSpan(0, Encoding.UTF8.GetBytes(text, bytes));
            var spans = FindAll(utf8);
            return spans.Count == 0 ? text : Rebuild(text, utf8, spans);
        }
        finally
        {
            // The array held secrets, and the pool would hand it to anyone.
            ArrayPool<byte>.Shared.Return(bytes, clearArray: true);
        }
    }

    /// <summary>Masks a whole text in UTF-8. Bytes that are no UTF-8 pass unchanged.</summary>
    /// <param name="utf8">The text.</param>
    /// <param name="output">Where the masked text is written.</param>
    public void Redact(ReadOnlySpan<byte> utf8, IBufferWriter<byte> output)
    {
        ArgumentNullException.ThrowIfNull(output);
        var position = 0;
        foreach (var span in FindAll(utf8))
        {
            output.Write(utf8[position..span.Start]);
            output.Write(MaskBytes);
            position = span.End;
        }

        output.Write(utf8[position..]);
    }

    /// <summary>
    /// Masks a stream from its present place to its end. Reading, searching and writing run side by side; memory stays the same
    /// whatever the length. Neither stream is closed; the target is flushed.
    /// </summary>
    /// <param name="from">The stream to read.</param>
    /// <param name="to">The stream to write; it has received only masked bytes whenever this ends, also by an error.</param>
    /// <param name="cancellationToken">Ends the copy between two pieces.</param>
    /// <returns>A task that ends when all is written.</returns>
    /// <exception cref="OperationCanceledException">The token was cancelled; what was held back is not written.</exception>
    public Task CopyAsync(Stream from, Stream to, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(from);
        ArgumentNullException.ThrowIfNull(to);
        return new RedactingCopy(this, from, to).RunAsync(cancellationToken);
    }

    /// <summary>Tells that this is a redactor, and nothing of what it knows.</summary>
    /// <returns>A constant.</returns>
    public override string ToString() => nameof(Redactor);

    /// <summary>Builds a redactor that knows only some forms: for the proof that each is needed.</summary>
    /// <param name="secrets">The secrets.</param>
    /// <param name="options">What else to look for.</param>
    /// <param name="forms">The forms.</param>
    /// <returns>The redactor.</returns>
    internal static Redactor Create(IEnumerable<Secret> secrets, RedactorOptions options, SecretFormSet forms)
    {
        ArgumentNullException.ThrowIfNull(secrets);
        return new Redactor(SecretPatterns.Of(secrets, forms), options);
    }

    /// <summary>Finds what is not a known secret standing on one line: the half of the work that may be done beside the other.</summary>
    /// <param name="text">The text.</param>
    /// <param name="from">The first place at which an unknown secret may begin.</param>
    /// <param name="complete">Whether nothing follows the text.</param>
    /// <param name="found">Where the spans are added.</param>
    /// <param name="wrapped">The search across line ends, with its buffers.</param>
    internal void FindRest(ReadOnlySpan<byte> text, int from, bool complete, MatchCollector found, WrappedBase64Finder wrapped)
    {
        if (Matcher.Reach > 0)
        {
            wrapped.Find(text, found);
        }

        if (_unknownSecrets)
        {
            UnknownSecretFinder.All.Find(text, from, complete, found);
        }
    }

    private static string Rebuild(string text, ReadOnlySpan<byte> utf8, List<MatchSpan> spans)
    {
        var masked = new StringBuilder(text.Length);
        var (octet, unit) = (0, 0);
        foreach (var span in spans)
        {
            // Counted back into the string, so that a lone surrogate, which UTF-8 cannot carry, stays what it was.
            var kept = Encoding.UTF8.GetCharCount(utf8[octet..span.Start]);
            masked.Append(text, unit, kept).Append(Mask);
            unit += kept + Encoding.UTF8.GetCharCount(utf8[span.Start..span.End]);
            octet = span.End;
        }

        return masked.Append(text, unit, text.Length - unit).ToString();
    }

    private List<MatchSpan> FindAll(ReadOnlySpan<byte> text)
    {
        var found = new MatchCollector();
        Matcher.Find(text, complete: true, found);
        FindRest(text, from: 0, complete: true, found, new WrappedBase64Finder(Matcher));
        if (text.Contains(EscapeSequence.Escape))
        {
            new EscapedSecretFinder(this).Find(text, complete: true, found);
        }

        return found.Merge();
    }
}
