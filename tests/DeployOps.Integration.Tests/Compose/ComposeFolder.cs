using System.Diagnostics;
using System.Text;
using System.Text.Json.Nodes;
using DeployOps.Engine.Compose.Model;
using DeployOps.Engine.Compose.Model.Loading;
using DeployOps.Integration.Tests.Requirements;

namespace DeployOps.Integration.Tests.Compose;

/// <summary>A case written to disk, to be read by compose and by the embedded model.</summary>
internal sealed class ComposeFolder : IDisposable
{
    private static readonly TimeSpan LongestRun = TimeSpan.FromSeconds(60);
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("deployops-compose-");
    private readonly ComposeCase _case;

    public ComposeFolder(ComposeCase written)
    {
        RequiredPart.Compose.Demand();
        _case = written;
        foreach (var (name, text) in written.Files)
        {
            var path = Path.Combine(_folder.FullName, name);
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            File.WriteAllText(path, text, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false));
        }
    }

    public static IReadOnlyDictionary<string, string> Environment { get; } = new Dictionary<string, string>
    {
        ["TAG"] = "2026.01.14", ["PORT"] = "8080", ["EMPTY"] = "", ["GREETING"] = "hello world", ["REPLICAS"] = "2",
    };

    /// <summary>What the embedded model reads.</summary>
    public ComposeModel Model() => ComposeModel.Read(new ComposeReadRequest
    {
        Files = [.. _case.Named.Select(name => Path.Combine(_folder.FullName, name))],
        Lookup = name => Environment.GetValueOrDefault(name),
        Profiles = _case.Profiles,
    });

    /// <summary>What docker compose reads, or its error.</summary>
    public (JsonObject? Config, string Error) Docker()
    {
        var arguments = new List<string> { "compose" };
        foreach (var name in _case.Named)
        {
            arguments.AddRange(["-f", name]);
        }

        foreach (var profile in _case.Profiles)
        {
            arguments.AddRange(["--profile", profile]);
        }

        arguments.AddRange(["config", "--format", "json"]);
        var start = new ProcessStartInfo("docker", arguments)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
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

        var text = output.GetAwaiter().GetResult();
        return process.ExitCode == 0 ? (JsonNode.Parse(text)!.AsObject(), "") : (null, errors.GetAwaiter().GetResult());
    }

    public void Dispose() => _folder.Delete(recursive: true);
}
