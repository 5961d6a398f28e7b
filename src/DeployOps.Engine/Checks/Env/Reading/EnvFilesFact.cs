using System.Text.RegularExpressions;
using DeployOps.Engine.EnvFiles;
using DeployOps.Engine.Project;
using DeployOps.Engine.Project.Sections;

namespace DeployOps.Engine.Checks.Env.Reading;

/// <summary>One environment file that could be read.</summary>
internal sealed partial class EnvFileView
{
    private readonly Lazy<Dictionary<int, EnvEntry>> _firstOfLine;

    /// <summary>Makes the view of a file.</summary>
    public EnvFileView(EnvFileReading reading, EnvFile file, SampleReading? sample)
    {
        Settings = reading.Settings;
        FullPath = reading.FullPath;
        Name = reading.Name;
        Text = reading.Text ?? "";
        File = file;
        Sample = sample;
        _firstOfLine = new Lazy<Dictionary<int, EnvEntry>>(() => file.Entries.GroupBy(entry => entry.Line).ToDictionary(group => group.Key, group => group.First()));
        var winners = new Dictionary<string, EnvEntry>(StringComparer.Ordinal);
        foreach (var entry in file.Entries)
        {
            if (entry.Value is not null)
            {
                winners[entry.Key] = entry;
            }
            else
            {
                winners.TryAdd(entry.Key, entry);
            }
        }

        Winners = winners;
    }

    /// <summary>What the project says about it.</summary>
    public EnvFileSettings Settings { get; }

    /// <summary>Where it stands.</summary>
    public string FullPath { get; }

    /// <summary>Its path as findings show it.</summary>
    public string Name { get; }

    /// <summary>Its text.</summary>
    public string Text { get; }

    /// <summary>The file, parsed.</summary>
    public EnvFile File { get; }

    /// <summary>Its sample; <see langword="null"/> when it has none or the sample cannot be read.</summary>
    public SampleReading? Sample { get; }

    /// <summary>The entry of each key that counts: the last one with a value.</summary>
    public IReadOnlyDictionary<string, EnvEntry> Winners { get; }

    /// <summary>The value of a key; <see langword="null"/> when it is not set.</summary>
    public string? Value(string key) => Winners.GetValueOrDefault(key)?.Value;

    /// <summary>Whether the key is set to more than white space.</summary>
    public bool IsSet(string key) => !string.IsNullOrWhiteSpace(Value(key));

    /// <summary>The entries that count, with a value that is not empty, in the order of lines.</summary>
    public IEnumerable<EnvEntry> SetEntries =>
        File.Entries.Where(entry => !string.IsNullOrWhiteSpace(entry.Value) && ReferenceEquals(Winners[entry.Key], entry));

    /// <summary>
    /// The key of an entry as it may be shown. A secret of many lines that lost its quotes turns each line into a key, bare or with
    /// the padding of Base64 behind it; such a key is shown only when the sample knows it.
    /// </summary>
    public string Display(EnvEntry entry) => IsTrusted(entry) ? EnvKeys.Display(entry.Key) : EnvKeys.Hidden;

    /// <summary>As <see cref="Display(EnvEntry)"/>, for the entry of a line.</summary>
    public string DisplayAt(int line) => _firstOfLine.Value.TryGetValue(line, out var entry) ? Display(entry) : EnvKeys.Hidden;

    /// <summary>Whether the key is surely one, and not a piece of a value.</summary>
    internal bool IsTrusted(EnvEntry entry) =>
        Sample?.Keys.ContainsKey(entry.Key) == true || (!entry.IsInherited && (entry.Value?.AsSpan().Trim("= ").Length > 0 || (entry.Value?.Length == 0 && ConventionalName().IsMatch(entry.Key))));

    // SMTP_HOST= is an option left out: no line of Base64 is made of words in capitals.
    [GeneratedRegex("^[A-Z]{2,}[0-9]{0,3}(?:_[A-Z]{2,}[0-9]{0,3}){1,5}$", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 2000)]
    private static partial Regex ConventionalName();

    /// <summary>The name, never the text.</summary>
    public override string ToString() => Name;
}

/// <summary>The project's environment files, all of them read and parsed.</summary>
internal sealed class EnvFilesFact : IFact<EnvFilesFact>
{
    private EnvFilesFact(IReadOnlyList<EnvFileView> files, EnvFileSet set, IReadOnlyList<EnvFileView> leftOut)
    {
        Files = files;
        LeftOut = leftOut;
        Set = set;
        KnownNames = new HashSet<string>(
            files.SelectMany(file => file.Winners.Values.Where(file.IsTrusted).Select(entry => entry.Key).Concat(file.Sample?.Keys.Keys ?? [])), StringComparer.Ordinal);
    }

    /// <summary>The files in the order of the project.</summary>
    public IReadOnlyList<EnvFileView> Files { get; }

    /// <summary>The project's other files, as far as they can be read: they are not judged, but have to be agreed with.</summary>
    public IReadOnlyList<EnvFileView> LeftOut { get; }

    /// <summary>The files as compose takes them together.</summary>
    public EnvFileSet Set { get; }

    /// <summary>The keys of all files and samples: names that may be shown, also when a value refers to them.</summary>
    public IReadOnlySet<string> KnownNames { get; }

    /// <inheritdoc/>
    public static async Task<EnvFilesFact> GatherAsync(CheckContext context, CancellationToken cancellationToken)
    {
        var reading = await context.FactAsync<EnvReadingFact>(cancellationToken).ConfigureAwait(false);
        if (reading.Set is null)
        {
            var broken = reading.Files.First(file => file.Problem is not null);
            var id = broken.Problem!.Kind == EnvFileProblemKind.Unreadable ? "ENV001" : "ENV002";
            throw new FactUnavailableException(
                FindingStatus.Blocked, $"not looked at, because an environment file cannot be read ({id})", $"Mend what {id} names, then run again.")
            {
                File = broken.Name,
            };
        }

        if (reading.Files.Count == 0)
        {
            throw new FactUnavailableException(FindingStatus.NotApplicable, "the project has no environment file", "");
        }

        var files = reading.Files.Zip(reading.Set.Files, (found, parsed) => new EnvFileView(found, parsed.File, SampleOf(found, context.Project)));
        return new EnvFilesFact([.. files], reading.Set, [.. context.Project.Env.LeftOut.Select(left => ReadLeftOut(left, context.Project, reading.Set)).OfType<EnvFileView>()]);
    }

    private static EnvFileView? ReadLeftOut(EnvFileSettings settings, DeployProject project, EnvFileSet set)
    {
        var path = project.FullPath(settings.Path);
        try
        {
            return EnvTextReader.Read(path).Text is { } text
                ? new EnvFileView(new EnvFileReading(settings, path, project.RelativePath(path)) { Text = text }, EnvFile.Parse(text, set.Lookup), sample: null)
                : null;
        }
        catch (EnvFileFormatException)
        {
            return null;
        }
    }

    /// <summary>Where the sample of a file stands: as the project says, or the conventional name beside it.</summary>
    internal static string? SamplePathOf(EnvFileReading reading, DeployProject project) => SamplePathOf(reading.Settings, reading.FullPath, project);

    internal static string? SamplePathOf(EnvFileSettings settings, string fullPath, DeployProject project) =>
        settings.Sample is { } sample ? project.FullPath(sample) : ProjectConventions.SampleBeside(fullPath);

    private static SampleReading? SampleOf(EnvFileReading reading, DeployProject project)
    {
        if (SamplePathOf(reading, project) is not { } path || string.Equals(path, reading.FullPath, StringComparison.Ordinal))
        {
            return null;
        }

        var sample = SampleReading.Read(path, project.RelativePath(path));
        return sample.Problem is null ? sample : null;
    }
}
