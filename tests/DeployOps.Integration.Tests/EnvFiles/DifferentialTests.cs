using System.Globalization;
using System.Text;
using System.Text.Json;
using DeployOps.Engine.EnvFiles;
using DeployOps.Integration.Tests.Requirements;
using Xunit;
using Xunit.Abstractions;

namespace DeployOps.Integration.Tests.EnvFiles;

/// <summary>
/// Thousands of generated files, read by the engine and by the real Docker Compose: the same values, or an error in both.
/// DEPLOYOPS_ENV_DIFFERENTIAL_COUNT and DEPLOYOPS_ENV_DIFFERENTIAL_SEED change how many and which.
/// </summary>
public sealed class DifferentialTests(ITestOutputHelper output)
{
    private const int DefaultCount = 5_000;
    private const int DefaultSeed = 20_240_601;
    private const int FilesInOneProject = 60;

    /// <summary>--env-file cannot be batched: one process a file, so only each so-many-th file goes that way.</summary>
    private const int EachForProjectFile = 12;
    private const int AtOnce = 2;

    [ComposeFact]
    public void Service_env_files_are_read_as_compose_reads_them()
    {
        var texts = Texts(Number("DEPLOYOPS_ENV_DIFFERENTIAL_COUNT", DefaultCount));
        using var compose = new ComposeConfig();
        var expected = texts.Select(text => (Text: text, Reading: Read(text))).ToList();
        var readable = expected.Where(item => item.Reading.Error is null).Chunk(FilesInOneProject).ToList();
        var refused = expected.Where(item => item.Reading.Error is not null).ToList();
        var differences = new List<string>();
        var parallel = new ParallelOptions { MaxDegreeOfParallelism = AtOnce };
        Parallel.ForEach(readable, parallel, batch => CompareReadable(compose, batch, differences));
        Parallel.ForEach(refused, parallel, item =>
        {
            var answer = compose.ReadServiceFiles([item.Text]);
            if (!Agrees(item.Reading.Error!, answer.Error))
            {
                Note(differences, item.Text, $"we refuse it ({item.Reading.Error!.Reason}), compose: {answer.Error ?? "reads it"}");
            }
        });
        Report(texts.Count, refused.Count, differences);
    }

    [ComposeFact]
    public void Project_env_files_are_read_as_compose_reads_them()
    {
        var texts = Texts(Number("DEPLOYOPS_ENV_DIFFERENTIAL_COUNT", DefaultCount)).Where((_, index) => index % EachForProjectFile == 0).Chunk(2).ToList();
        using var compose = new ComposeConfig();
        var differences = new List<string>();
        var refused = 0;
        Parallel.ForEach(texts, new ParallelOptions { MaxDegreeOfParallelism = AtOnce }, pair =>
        {
            EnvFileSet? set = null;
            try
            {
                set = EnvFileSet.Parse([.. pair.Select((text, index) => ($"{index}", text))], ComposeConfig.Lookup);
            }
            catch (EnvFileFormatException)
            {
                Interlocked.Increment(ref refused);
            }

            var keys = (set?.Values.Keys ?? []).Append("OUTER").Append("NEVER_SET").Distinct(StringComparer.Ordinal).ToList();
            var answer = compose.ReadProjectFiles(pair, keys);
            if ((set is null) != (answer.Error is not null))
            {
                Note(differences, string.Join("<next file>", pair), $"we {(set is null ? "refuse" : "read")} it, compose: {answer.Error ?? "reads it"}");
            }
            else if (set is not null)
            {
                var expected = keys.ToDictionary(key => key, set.Lookup, StringComparer.Ordinal);
                Compare(differences, string.Join("<next file>", pair), expected, answer.Services![0]);
            }
        });
        Report(texts.Count, refused, differences);
    }

    private static void CompareReadable(ComposeConfig compose, (string Text, Reading Reading)[] batch, List<string> differences)
    {
        var answer = compose.ReadServiceFiles([.. batch.Select(item => item.Text)]);
        if (answer.Error is not null)
        {
            if (batch.Length == 1)
            {
                Note(differences, batch[0].Text, $"we read it, compose: {answer.Error}");
                return;
            }

            // One file spoils the project: halve until it is found.
            CompareReadable(compose, batch[..(batch.Length / 2)], differences);
            CompareReadable(compose, batch[(batch.Length / 2)..], differences);
            return;
        }

        for (var index = 0; index < batch.Length; index++)
        {
            Compare(differences, batch[index].Text, batch[index].Reading.Values!, answer.Services![index]);
        }
    }

    private static void Compare(List<string> differences, string text, Dictionary<string, string?> ours, Dictionary<string, string?> theirs)
    {
        var same = ours.Count == theirs.Count
            && ours.All(pair => theirs.TryGetValue(pair.Key, out var value) && string.Equals(value, pair.Value, StringComparison.Ordinal));
        if (!same)
        {
            Note(differences, text, $"ours {JsonSerializer.Serialize(ours)}, compose {JsonSerializer.Serialize(theirs)}");
        }
    }

    private static Reading Read(string text)
    {
        try
        {
            // Compose puts the name of the project into the look-up too; no generated file refers to it.
            var values = EnvFile.Parse(text, ComposeConfig.Lookup).Values;
            return new Reading(values.ToDictionary(pair => pair.Key, pair => (string?)pair.Value, StringComparer.Ordinal), null);
        }
        catch (EnvFileFormatException exception)
        {
            return new Reading(null, exception);
        }
    }

    /// <summary>The same kind of error. Compose's text for it is matched, never shown to a user.</summary>
    private static bool Agrees(EnvFileFormatException ours, string? theirs) => theirs is not null && ours.Reason switch
    {
        EnvFileFormatReason.UnexpectedCharacterInKey => theirs.Contains("unexpected character", StringComparison.Ordinal),
        EnvFileFormatReason.SpaceInKey => theirs.Contains("key cannot contain a space", StringComparison.Ordinal),
        EnvFileFormatReason.MissingKey => theirs.Contains("zero length string", StringComparison.Ordinal),
        EnvFileFormatReason.UnterminatedQuote => theirs.Contains("unterminated quoted value", StringComparison.Ordinal),
        EnvFileFormatReason.InvalidSubstitution => theirs.Contains("Invalid template", StringComparison.Ordinal),
        EnvFileFormatReason.RequiredVariableMissing => theirs.Contains("required variable", StringComparison.Ordinal),
        _ => false,
    };

    private static List<string> Texts(int count)
    {
        var generator = new RandomEnvText(new Random(Number("DEPLOYOPS_ENV_DIFFERENTIAL_SEED", DefaultSeed)));
        return [.. Enumerable.Range(0, count).Select(_ => generator.Next())];
    }

    private static int Number(string variable, int otherwise) =>
        int.TryParse(Environment.GetEnvironmentVariable(variable), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : otherwise;

    private static void Note(List<string> differences, string text, string what)
    {
        lock (differences)
        {
            differences.Add($"{JsonSerializer.Serialize(text)}: {what}");
        }
    }

    private void Report(int count, int refused, List<string> differences)
    {
        var seed = Number("DEPLOYOPS_ENV_DIFFERENTIAL_SEED", DefaultSeed);
        output.WriteLine($"seed {seed}: {count} compared, {refused} of them refused, {differences.Count} differences");
        if (differences.Count > 0)
        {
            var message = new StringBuilder($"seed {seed}: {differences.Count} of {count} differ").AppendLine();
            Assert.Fail(differences.Order(StringComparer.Ordinal).Take(20).Aggregate(message, (text, line) => text.AppendLine(line)).ToString());
        }
    }

    private sealed record Reading(Dictionary<string, string?>? Values, EnvFileFormatException? Error);
}
