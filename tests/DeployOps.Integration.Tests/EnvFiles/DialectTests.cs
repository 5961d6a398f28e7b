using System.Diagnostics;
using System.Text;
using System.Text.Json;
using DeployOps.Engine.EnvFiles.Dialects;
using DeployOps.Integration.Tests.Requirements;
using Xunit;
using Xunit.Abstractions;

namespace DeployOps.Integration.Tests.EnvFiles;

/// <summary>The readings of the other dialects, held against the real programs.</summary>
public sealed class DialectTests(ITestOutputHelper output)
{
    private const int Seed = 4_711;
    private const int Count = 3_000;

    private const string NodeProgram = """
        const fs = require('fs'); const util = require('util');
        const folder = process.argv[1]; const which = process.argv[2];
        const parse = which ? require(which).parse : util.parseEnv;
        const texts = JSON.parse(fs.readFileSync(folder + '/texts.json', 'utf8'));
        fs.writeFileSync(folder + '/answers.json', JSON.stringify(texts.map(text => parse(text))));
        """;

    private const string PythonProgram = """
        import io, json, os, sys, logging, dotenv
        logging.disable(logging.CRITICAL)
        folder = sys.argv[1]
        texts = json.load(open(folder + '/texts.json', encoding='utf-8'))
        def read(text):
            with open(folder + '/one.env', 'wb') as file:
                file.write(text.encode('utf-8'))
            from dotenv.main import DotEnv
            return DotEnv(folder + '/one.env', encoding='utf-8', override=False).dict()
        with open(folder + '/answers.json', 'w', encoding='utf-8') as file:
            json.dump([dict(read(text)) for text in texts], file)
        """;

    private static Lazy<string?> NpmFolder { get; } = new(InstallNpmPackages);

    private static RequiredPart NpmDotenv { get; } = new(
        "the npm packages dotenv 16.6.1 and 18.0.10", "make the npm registry reachable", () => RequiredPart.Node.IsPresent && NpmFolder!.Value is not null);

    private static RequiredPart PythonDotenv { get; } = new(
        "python3 with python-dotenv", "install the Python package python-dotenv", () => RequiredPart.Answers("python3", "-c", "import dotenv"));

    [Node20Fact]
    public void Node_reads_what_we_say_it_reads() =>
        Compare(EnvDialect.NodeEnvFile, "node", folder => ["-e", NodeProgram, folder]);

    [NodeFact]
    public void Node_env_file_option_reads_what_its_parser_reads_and_keeps_the_mark()
    {
        using var folder = new TemporaryFolder();
        var file = folder.Write("one.env", "\uFEFFA=1\nB=two # c\nC=a#b\nD=\"x\\ny\\tz\"\nE=$B\n");
        var answer = Run("node", "--env-file=" + file, "-e", "console.log(JSON.stringify([process.env.A ?? null, process.env['\\uFEFFA'] ?? null, process.env.B, process.env.C, process.env.D, process.env.E]))");

        Assert.Equal<IEnumerable<string?>>(new string?[] { null, "1", "two", "a", "x\ny\\tz", "$B" }, JsonSerializer.Deserialize<string?[]>(answer)!);
    }

    [NpmDotenvFact]
    public void Npm_dotenv_16_reads_what_we_say_it_reads()
    {
        NpmDotenv.Demand();
        Compare(EnvDialect.NpmDotenv, "node", folder => ["-e", NodeProgram, folder, Path.Combine(NpmFolder.Value!, "node_modules", "dotenv16")]);
    }

    [NpmDotenvFact]
    public void Npm_dotenv_18_reads_what_we_say_it_reads()
    {
        NpmDotenv.Demand();
        Compare(EnvDialect.NpmDotenv, "node", folder => ["-e", NodeProgram, folder, Path.Combine(NpmFolder.Value!, "node_modules", "dotenv18")]);
    }

    [PythonDotenvFact]
    public void Python_dotenv_reads_what_we_say_it_reads() =>
        Compare(EnvDialect.PythonDotenv, "python3", folder => ["-c", PythonProgram, folder]);

    private void Compare(EnvDialect dialect, string program, Func<string, string[]> arguments)
    {
        using var folder = new TemporaryFolder();
        var generator = new RandomEnvText(new Random(Seed));
        var texts = Enumerable.Range(0, Count).Select(_ => generator.Next()).ToList();
        folder.Write("texts.json", JsonSerializer.Serialize(texts));
        Run(program, arguments(folder.Path));
        var answers = JsonSerializer.Deserialize<List<Dictionary<string, string?>>>(File.ReadAllText(Path.Combine(folder.Path, "answers.json")))!;
        var differences = new List<string>();
        for (var index = 0; index < texts.Count; index++)
        {
            var ours = EnvFileDialects.Read(dialect, texts[index], ComposeConfig.Lookup)!;
            var theirs = answers[index];
            if (ours.Count != theirs.Count || !ours.All(pair => theirs.TryGetValue(pair.Key, out var value) && value == pair.Value))
            {
                differences.Add($"{JsonSerializer.Serialize(texts[index])}: ours {JsonSerializer.Serialize(ours)}, {dialect} {JsonSerializer.Serialize(theirs)}");
            }
        }

        output.WriteLine($"seed {Seed}: {texts.Count} compared with {dialect}, {differences.Count} differences");
        Assert.True(differences.Count == 0, $"seed {Seed}: {differences.Count} of {texts.Count} differ\n" + string.Join('\n', differences.OrderBy(line => line.Length).Take(15)));
    }

    private static string? InstallNpmPackages()
    {
        var folder = Path.Combine(AppContext.BaseDirectory, "npm-dotenv");
        if (Directory.Exists(Path.Combine(folder, "node_modules", "dotenv16")) && Directory.Exists(Path.Combine(folder, "node_modules", "dotenv18")))
        {
            return folder;
        }

        var npm = OperatingSystem.IsWindows() ? "npm.cmd" : "npm";
        return RequiredPart.Answers(npm, "install", "--prefix", folder, "--no-audit", "--no-fund", "dotenv16@npm:dotenv@16.6.1", "dotenv18@npm:dotenv@18.0.10") ? folder : null;
    }

    private static string Run(string program, params string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true, StandardOutputEncoding = Encoding.UTF8 };
        foreach (var name in start.Environment.Keys.Where(key => key is not ("PATH" or "HOME" or "SystemRoot")).ToList())
        {
            start.Environment.Remove(name);
        }

        foreach (var (key, value) in ComposeConfig.Environment)
        {
            start.Environment[key] = value;
        }

        using var process = Process.Start(start)!;
        var errors = process.StandardError.ReadToEndAsync();
        var text = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        Assert.True(process.ExitCode == 0, errors.GetAwaiter().GetResult());
        return text;
    }

    private sealed class TemporaryFolder : IDisposable
    {
        private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("deployops-dialect-");

        public string Path => _folder.FullName;

        public string Write(string name, string text)
        {
            var path = System.IO.Path.Combine(Path, name);
            File.WriteAllBytes(path, Encoding.UTF8.GetBytes(text));
            return path;
        }

        public void Dispose() => _folder.Delete(recursive: true);
    }

    [AttributeUsage(AttributeTargets.Method)]
    private sealed class NpmDotenvFactAttribute : FactAttribute
    {
        public NpmDotenvFactAttribute() => Skip = NpmDotenv.SkipReason;
    }

    /// <summary>Node's reader changes from version to version; what we say is said of 20.</summary>
    [AttributeUsage(AttributeTargets.Method)]
    private sealed class Node20FactAttribute : FactAttribute
    {
        public Node20FactAttribute() => Skip = RequiredPart.Answers("node", "-e", "process.exit(process.versions.node.startsWith('20.') ? 0 : 1)") ? null : "missing part: node 20; install Node.js 20";
    }

    /// <summary>python-dotenv is no part of a build server either: without it this is skipped there too.</summary>
    [AttributeUsage(AttributeTargets.Method)]
    private sealed class PythonDotenvFactAttribute : FactAttribute
    {
        public PythonDotenvFactAttribute() => Skip = PythonDotenv.IsPresent ? null : "missing part: python3 with python-dotenv; install the Python package python-dotenv";
    }
}
