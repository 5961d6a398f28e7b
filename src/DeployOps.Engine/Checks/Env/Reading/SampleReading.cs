using DeployOps.Engine.EnvFiles;

namespace DeployOps.Engine.Checks.Env.Reading;

/// <summary>The sample of an environment file: its keys, and which of them are optional.</summary>
internal sealed class SampleReading
{
    private static readonly string[] OptionalMarks = ["optional", "선택"];
    private static readonly string[] RequiredMarks = ["required", "mandatory", "필수"];

    private SampleReading(string fullPath, string name)
    {
        FullPath = fullPath;
        Name = name;
    }

    /// <summary>Where it stands.</summary>
    public string FullPath { get; }

    /// <summary>Its path as findings show it.</summary>
    public string Name { get; }

    /// <summary>Why it could not be read; <see langword="null"/> when it could.</summary>
    public EnvFileProblem? Problem { get; private init; }

    /// <summary>The entries in their order.</summary>
    public IReadOnlyList<EnvEntry> Entries { get; private init; } = [];

    /// <summary>The keys, each once, with the line where it first stands.</summary>
    public IReadOnlyDictionary<string, int> Keys { get; private init; } = new Dictionary<string, int>();

    /// <summary>
    /// Blocks of keys under a comment that calls them optional (<c># 선택: …</c> in seed 001), to the next empty line or comment that
    /// says otherwise.
    /// </summary>
    public IReadOnlyList<IReadOnlyList<string>> OptionalBlocks { get; private init; } = [];

    /// <summary>Reads a sample.</summary>
    public static SampleReading Read(string fullPath, string name)
    {
        var (text, problem) = EnvTextReader.Read(fullPath);
        if (text is null)
        {
            return new SampleReading(fullPath, name) { Problem = problem };
        }

        try
        {
            // A list of bare keys often lacks its last line end, and compose would then lose the last key.
            var file = EnvFile.Parse(text + "\n", _ => null);
            var keys = new Dictionary<string, int>(StringComparer.Ordinal);
            foreach (var entry in file.Entries.Where(entry => entry.Key.Length > 0))
            {
                keys.TryAdd(entry.Key, entry.Line);
            }

            return new SampleReading(fullPath, name) { Entries = file.Entries, Keys = keys, OptionalBlocks = BlocksOf(text, file.Entries) };
        }
        catch (EnvFileFormatException failure)
        {
            return new SampleReading(fullPath, name) { Problem = EnvTextReader.Describe(failure) };
        }
    }

    private static List<IReadOnlyList<string>> BlocksOf(string text, IReadOnlyList<EnvEntry> entries)
    {
        var keyOfLine = entries.GroupBy(entry => entry.Line).ToDictionary(group => group.Key, group => group.First().Key);
        var blocks = new List<IReadOnlyList<string>>();
        List<string>? block = null;
        var number = 0;
        foreach (var line in text.Split('\n'))
        {
            number++;
            var trimmed = line.Trim();
            if (keyOfLine.TryGetValue(number, out var key))
            {
                block?.Add(key);
            }
            else if (trimmed.Length == 0 || Holds(trimmed, RequiredMarks))
            {
                block = null;
            }

            if (trimmed.StartsWith('#') && Holds(trimmed, OptionalMarks))
            {
                block = [];
                blocks.Add(block);
            }
        }

        return [.. blocks.Where(found => found.Count > 0)];
    }

    private static bool Holds(string line, string[] marks) =>
        line.StartsWith('#') && Array.Exists(marks, mark => line.Contains(mark, StringComparison.OrdinalIgnoreCase));
}
