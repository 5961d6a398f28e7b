namespace DeployOps.Integration.Tests.Compose;

/// <summary>A small project: its files by name, which of them are named on the command line, and the profiles.</summary>
public sealed record ComposeCase(string Name, IReadOnlyDictionary<string, string> Files)
{
    public IReadOnlyList<string> Named { get; init; } = ["compose.yml"];

    public IReadOnlyList<string> Profiles { get; init; } = [];

    public override string ToString() => Name;

    /// <summary>A project of one file.</summary>
    public static ComposeCase Of(string name, string text) => new(name, new Dictionary<string, string> { ["compose.yml"] = text });

    /// <summary>A project of several named files, merged in their order.</summary>
    public static ComposeCase Merge(string name, params string[] texts) =>
        new(name, texts.Select((text, index) => (Name: $"compose{index}.yml", text)).ToDictionary(file => file.Name, file => file.text))
        {
            Named = [.. texts.Select((_, index) => $"compose{index}.yml")],
        };

    /// <summary>A project of one named file and others that it refers to.</summary>
    public static ComposeCase With(string name, string text, params (string Path, string Text)[] others) =>
        new(name, others.Append(("compose.yml", text)).ToDictionary(file => file.Item1, file => file.Item2));
}
