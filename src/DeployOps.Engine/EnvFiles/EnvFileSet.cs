namespace DeployOps.Engine.EnvFiles;

/// <summary>
/// Several env files as <c>docker compose --env-file A --env-file B</c> takes them together. Source: compose-go v2.0.2
/// <c>dotenv/env.go</c> and compose v2.26.1 <c>cmd/compose/compose.go</c>, <c>setEnvWithDotEnv</c>.
/// </summary>
public sealed class EnvFileSet
{
    private readonly Func<string, string?> _environment;

    private EnvFileSet(IReadOnlyList<(string Path, EnvFile File)> files, IReadOnlyDictionary<string, string> values, Func<string, string?> environment)
    {
        Files = files;
        Values = values;
        _environment = environment;
    }

    /// <summary>The files in their order.</summary>
    public IReadOnlyList<(string Path, EnvFile File)> Files { get; }

    /// <summary>The values of all files, a later file before an earlier one; the process environment is not in it.</summary>
    public IReadOnlyDictionary<string, string> Values { get; }

    /// <summary>
    /// The keys which the process environment also sets, to something else: compose uses that and not the file.
    /// Keys only; sorted.
    /// </summary>
    public IReadOnlyList<string> ShadowedKeys =>
        [.. Values.Where(pair => _environment(pair.Key) is { } outer && !string.Equals(outer, pair.Value, StringComparison.Ordinal))
            .Select(pair => pair.Key).Order(StringComparer.Ordinal)];

    /// <summary>What compose puts in place of <c>${key}</c>: the process environment, then the files; null when not set.</summary>
    /// <param name="key">The variable's name.</param>
    public string? Lookup(string key) => _environment(key) ?? Values.GetValueOrDefault(key);

    /// <summary>Reads files in order; interpolation in a later one sees the keys of the earlier ones.</summary>
    /// <param name="paths">The files; all must exist.</param>
    /// <param name="processEnvironment">The value of an environment variable, or null when it is not set.</param>
    /// <exception cref="EnvFileFormatException">
    /// Compose would refuse a file: for its grammar; for an entry it cannot put into its environment (an empty key, a NUL);
    /// or because a required variable is empty in the end. Compose reads the files twice, and the second time it
    /// sees the values of the first as its environment, so <c>${A:?}</c> fails when a later line makes A empty.
    /// </exception>
    /// <exception cref="EnvFileEncodingException">A file is not UTF-8.</exception>
    /// <exception cref="EnvFileMissingException">A file is missing.</exception>
    /// <exception cref="EnvFileTooLargeException">A file is too large.</exception>
    public static EnvFileSet Load(IReadOnlyList<string> paths, Func<string, string?> processEnvironment)
    {
        ArgumentNullException.ThrowIfNull(paths);
        ArgumentNullException.ThrowIfNull(processEnvironment);
        var texts = paths.Select(path => (Path: path, Text: EnvFileReader.ReadText(path))).ToList();
        return Parse(texts, processEnvironment);
    }

    /// <summary>As <see cref="Load"/>, for texts which are read already.</summary>
    /// <param name="texts">Paths, for the errors, with the texts.</param>
    /// <param name="processEnvironment">The value of an environment variable, or null when it is not set.</param>
    /// <exception cref="EnvFileFormatException">As for <see cref="Load"/>.</exception>
    public static EnvFileSet Parse(IReadOnlyList<(string Path, string Text)> texts, Func<string, string?> processEnvironment)
    {
        ArgumentNullException.ThrowIfNull(texts);
        ArgumentNullException.ThrowIfNull(processEnvironment);
        var files = new List<(string Path, EnvFile File)>();
        var values = Read(texts, processEnvironment, files);
        foreach (var (path, file) in files)
        {
            RequireSettable(path, file, values, processEnvironment);
        }

        // The second reading can only add an error: the values of the first are in the environment by then, and stay.
        Read(texts, name => processEnvironment(name) ?? values.GetValueOrDefault(name), []);
        return new EnvFileSet(files, values, processEnvironment);
    }

    private static Dictionary<string, string> Read(
        IReadOnlyList<(string Path, string Text)> texts, Func<string, string?> environment, List<(string Path, EnvFile File)> files)
    {
        var values = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (path, text) in texts)
        {
            try
            {
                var file = EnvFile.Parse(text, name => environment(name) ?? values.GetValueOrDefault(name));
                files.Add((path, file));
                foreach (var (key, value) in file.Values)
                {
                    values[key] = value;
                }
            }
            catch (EnvFileFormatException exception)
            {
                throw exception.In(path);
            }
        }

        return values;
    }

    private static void RequireSettable(string path, EnvFile file, Dictionary<string, string> values, Func<string, string?> environment)
    {
        foreach (var entry in file.Entries)
        {
            // Only what ends up in the environment counts: an overridden value is never set.
            var isFinal = entry.Value is not null && ReferenceEquals(values.GetValueOrDefault(entry.Key), entry.Value);
            if (!isFinal || (entry.Key.Length > 0 && environment(entry.Key) is not null))
            {
                continue;
            }

            if (entry.Key.Length == 0)
            {
                throw new EnvFileFormatException(EnvFileFormatReason.EmptyKey, entry.Line, entry.Column, path: path);
            }

            if (entry.Value!.Contains('\0', StringComparison.Ordinal))
            {
                throw new EnvFileFormatException(EnvFileFormatReason.NulInValue, entry.Line, entry.Column, entry.Key, path);
            }
        }
    }
}
