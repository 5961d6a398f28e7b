namespace DeployOps.Engine.Releases.Diagnosis.Rules;

/// <summary>A rule with what it found in a text.</summary>
/// <param name="Rule">The rule.</param>
/// <param name="Parts">What its named groups found.</param>
internal sealed record RuleMatch(ErrorRule Rule, IReadOnlyDictionary<string, string> Parts)
{
    private static readonly (string Part, string Otherwise)[] Named =
    [
        ("variable", "a variable"), ("peer", "another service"), ("port", "a port"), ("image", "the image"), ("program", "the program"), ("path", "a file"), ("user", "the user"),
    ];

    private static readonly string[] Subjects = ["variable", "port", "image", "program", "path", "user"];

    /// <summary>A part; empty when the text did not name it.</summary>
    public string Part(string name) => Parts.GetValueOrDefault(name, "");

    /// <summary>The thing that it names besides a service.</summary>
    public string Subject => Subjects.Select(Part).FirstOrDefault(part => part.Length > 0) ?? "";

    /// <summary>The rule's sentence with the parts put in.</summary>
    public string Explain()
    {
        var text = Rule.Explanation;
        foreach (var (part, otherwise) in Named)
        {
            text = text.Replace($"{{{part}}}", Part(part) is { Length: > 0 } found ? $"'{found}'" : otherwise, StringComparison.Ordinal);
        }

        return char.ToUpperInvariant(text[0]) + text[1..];
    }
}
