namespace DeployOps.Engine.EnvFiles.Dialects;

/// <summary>
/// Finds the entries which an application's own reader takes otherwise than compose: the same file, mounted or copied into
/// the container, would then hold two truths. Each dialect is really read and compared.
/// </summary>
public static class EnvFileDialects
{
    private static readonly EnvDialect[] All = Enum.GetValues<EnvDialect>();

    /// <summary>Compares the readings of one text.</summary>
    /// <param name="text">The text of the env file.</param>
    /// <param name="lookup">As for <see cref="EnvFile.Parse"/>.</param>
    /// <returns>One difference for each key and dialect, in the order of lines. Never a value.</returns>
    /// <exception cref="EnvFileFormatException">Compose itself refuses the text.</exception>
    public static IReadOnlyList<EnvDialectDifference> Compare(string text, Func<string, string?> lookup) =>
        Compare(text, EnvFile.Parse(text, lookup), lookup);

    /// <summary>As <see cref="Compare(string, Func{string, string?})"/>, for a text which is parsed already.</summary>
    /// <param name="text">The text of the env file.</param>
    /// <param name="file">The same text, parsed.</param>
    /// <param name="lookup">As for <see cref="EnvFile.Parse"/>.</param>
    public static IReadOnlyList<EnvDialectDifference> Compare(string text, EnvFile file, Func<string, string?> lookup)
    {
        ArgumentNullException.ThrowIfNull(text);
        ArgumentNullException.ThrowIfNull(file);
        ArgumentNullException.ThrowIfNull(lookup);
        var winners = new Dictionary<string, EnvEntry>(StringComparer.Ordinal);
        foreach (var entry in file.Entries.Where(entry => !entry.IsInherited))
        {
            winners[entry.Key] = entry;
        }

        var differences = new List<EnvDialectDifference>();
        foreach (var dialect in All)
        {
            if (Read(dialect, text, lookup) is not { } reading)
            {
                continue;
            }

            foreach (var entry in winners.Values)
            {
                var other = reading.GetValueOrDefault(entry.Key);
                if (!string.Equals(other, entry.Value, StringComparison.Ordinal))
                {
                    var reason = EnvDialectReasons.Of(text, entry, dialect, other);
                    differences.Add(new EnvDialectDifference(entry.Line, EnvKeys.Display(entry.Key), dialect, reason));
                }
            }
        }

        return [.. differences.OrderBy(difference => difference.Line)];
    }

    /// <summary>
    /// What a dialect reads: keys with their values, which are secrets. Null for a key without a value, and null altogether
    /// when it could not be worked out in two seconds.
    /// </summary>
    /// <param name="dialect">The reader.</param>
    /// <param name="text">The text of the env file.</param>
    /// <param name="lookup">The process environment; only python-dotenv looks at it.</param>
    public static IReadOnlyDictionary<string, string?>? Read(EnvDialect dialect, string text, Func<string, string?> lookup) => dialect switch
    {
        EnvDialect.NpmDotenv => Nullable(NpmDotenvReading.Read(text)),
        EnvDialect.NodeEnvFile => Nullable(NodeEnvFileReading.Read(text)),
        _ => PythonDotenvReading.Read(text, lookup),
    };

    private static Dictionary<string, string?>? Nullable(Dictionary<string, string>? values) =>
        values?.ToDictionary(pair => pair.Key, pair => (string?)pair.Value, StringComparer.Ordinal);
}
