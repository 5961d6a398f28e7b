using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Text.Json;
using DeployOps.Integration.Tests.Requirements;

namespace DeployOps.Integration.Tests.EnvFiles;

/// <summary>Asks the real <c>docker compose config</c> what it reads, in a folder and an environment of its own.</summary>
internal sealed class ComposeConfig : IDisposable
{
    private static readonly TimeSpan LongestRun = TimeSpan.FromSeconds(60);
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("deployops-env-");
    private int _number;

    public ComposeConfig() => RequiredPart.Compose.Demand();

    /// <summary>The variables the process sees besides PATH and HOME, which no generated file names.</summary>
    public static IReadOnlyDictionary<string, string> Environment { get; } =
        new Dictionary<string, string> { ["OUTER"] = "from $outside #1", ["OUTER_EMPTY"] = string.Empty };

    /// <summary>The look-up that matches <see cref="Environment"/>.</summary>
    public static string? Lookup(string name) => Environment.GetValueOrDefault(name);

    /// <summary>
    /// What compose reads from each text as the <c>env_file</c> of a service of its own; all in one process. The error text,
    /// when it fails, does not say reliably which file it was.
    /// </summary>
    public ComposeAnswer ReadServiceFiles(IReadOnlyList<string> texts)
    {
        var number = Interlocked.Increment(ref _number);
        var project = new StringBuilder("name: t\nservices:\n");
        for (var index = 0; index < texts.Count; index++)
        {
            var file = Write($"{number}-{index}.env", texts[index]);
            project.Append(CultureInfo.InvariantCulture, $"  s{index}:\n    image: x\n    env_file: [{JsonSerializer.Serialize(file)}]\n");
        }

        var model = Write($"{number}.yml", project.ToString());
        return Run(["compose", "-f", model, "config", "--format", "json"], texts.Count);
    }

    /// <summary>What compose has for the keys after <c>--env-file</c> of each text in turn.</summary>
    public ComposeAnswer ReadProjectFiles(IReadOnlyList<string> texts, IEnumerable<string> keys)
    {
        var number = Interlocked.Increment(ref _number);
        var names = "[" + string.Join(", ", keys.Select(YamlQuote)) + "]";
        var model = Write($"{number}.yml", $"name: t\nservices:\n  s0:\n    image: x\n    environment: {names}\n");
        var arguments = new List<string> { "compose" };
        for (var index = 0; index < texts.Count; index++)
        {
            arguments.AddRange(["--env-file", Write($"{number}-{index}.env", texts[index])]);
        }

        return Run([.. arguments, "-f", model, "config", "--format", "json"], 1);
    }

    public void Dispose() => _folder.Delete(recursive: true);

    /// <summary>JSON's escapes are YAML's, but for halves of surrogate pairs: those stand as they are.</summary>
    private static string YamlQuote(string text) =>
        "\"" + string.Concat(text.Select(character => char.IsAsciiLetterOrDigit(character) || char.IsSurrogate(character) || char.IsLetter(character)
            ? character.ToString()
            : $"\\u{(int)character:x4}")) + "\"";

    private string Write(string name, string text)
    {
        var path = Path.Combine(_folder.FullName, name);
        File.WriteAllBytes(path, Encoding.UTF8.GetBytes(text));
        return path;
    }

    private ComposeAnswer Run(IReadOnlyList<string> arguments, int services)
    {
        var start = new ProcessStartInfo("docker", arguments)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardOutputEncoding = Encoding.UTF8,
            WorkingDirectory = _folder.FullName,
        };
        foreach (var unwanted in start.Environment.Keys.Where(key => key is not ("PATH" or "HOME" or "SystemRoot" or "USERPROFILE")).ToList())
        {
            start.Environment.Remove(unwanted);
        }

        foreach (var (key, value) in Environment)
        {
            start.Environment[key] = value;
        }

        using var process = Process.Start(start)!;
        var errors = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEndAsync();
        if (!process.WaitForExit(LongestRun))
        {
            process.Kill(entireProcessTree: true);
            throw new TimeoutException("docker compose config did not end");
        }

        return process.ExitCode == 0
            ? new ComposeAnswer(Services(output.GetAwaiter().GetResult(), services), null)
            : new ComposeAnswer(null, errors.GetAwaiter().GetResult());
    }

    private static Dictionary<string, string?>[] Services(string json, int count)
    {
        using var document = JsonDocument.Parse(json);
        var services = document.RootElement.GetProperty("services");
        var answers = new Dictionary<string, string?>[count];
        for (var index = 0; index < count; index++)
        {
            answers[index] = new Dictionary<string, string?>(StringComparer.Ordinal);
            if (services.GetProperty($"s{index}").TryGetProperty("environment", out var environment) && environment.ValueKind == JsonValueKind.Object)
            {
                foreach (var pair in environment.EnumerateObject())
                {
                    // The rendered model writes every dollar twice.
                    answers[index][pair.Name] = pair.Value.GetString()?.Replace("$$", "$", StringComparison.Ordinal);
                }
            }
        }

        return answers;
    }
}

/// <summary>What compose said: the environment of each service, or the text of its error.</summary>
internal sealed record ComposeAnswer(IReadOnlyList<Dictionary<string, string?>>? Services, string? Error);
