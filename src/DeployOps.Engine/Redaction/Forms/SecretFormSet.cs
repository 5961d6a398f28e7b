namespace DeployOps.Engine.Redaction.Forms;

/// <summary>The shapes and forms a redactor knows.</summary>
/// <param name="Shapes">How a value changes before it is written.</param>
/// <param name="Forms">How each resulting value is written.</param>
internal sealed record SecretFormSet(IReadOnlyList<ISecretShape> Shapes, IReadOnlyList<ISecretForm> Forms)
{
    /// <summary>Every shape and form of this room.</summary>
    public static SecretFormSet All { get; } = new(
        [new TrimmedShape(), new LinesShape(), new DollarDoubledShape(), new ComposeRemainderShape(), new ConnectionStringShape(), new MembersShape(), new JsonLeavesShape()],
        [
            new VerbatimForm(),
            new JsonMinimalForm(), new JsonAsciiForm(), new JsonSlashForm(), new JsonDotNetForm(), new JsonGoForm(), new UnicodeEscapeForm(),
            new XmlNamedForm(), new XmlDecimalForm(), new XmlHexForm(),
            new PercentUnreservedForm(), new PercentComponentForm(), new PercentFormForm(), new PercentReservedForm(),
            new PercentUserInfoForm(), new PercentEverythingForm(),
            new Base64Form(), new Base64UrlForm(), new Base64Utf16Form(), new Utf16Form(), new HexForm(),
            new ShellSingleQuoteForm(), new ShellDoubleQuoteForm(), new ShellBackslashForm(), new ShellDollarQuoteForm(),
            new PowerShellSingleQuoteForm(), new PowerShellDoubleQuoteForm(),
            new YamlForm(), new CSharpLiteralForm(), new GoQuoteForm(), new ByteEscapeForm(), new ComposeWarningForm(), new ComposePiecesForm(),
        ]);

    /// <summary>The same set with one shape or form left out.</summary>
    /// <param name="name">The name of the shape or form.</param>
    /// <returns>The smaller set.</returns>
    public SecretFormSet Without(string name) => new(
        [.. Shapes.Where(shape => shape.Name != name)],
        [.. Forms.Where(form => form.Name != name)]);

    /// <summary>Every value that may be written: the value itself and what its shapes make of it, two shapes deep.</summary>
    /// <param name="value">The value.</param>
    /// <returns>Distinct values, the given one first.</returns>
    public IEnumerable<string> ShapesOf(string value)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal) { value };
        var round = new List<string> { value };

        // Two rounds: a line of a multi-line value is itself cut at its dollar signs, and doubled dollars may need trimming.
        for (var depth = 0; depth < 2; depth++)
        {
            round = [.. round.SelectMany(current => Shapes.SelectMany(shape => shape.Of(current))).Where(shaped => shaped.Length > 0 && seen.Add(shaped))];
        }

        return seen;
    }
}
