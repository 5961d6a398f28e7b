using DeployOps.Engine.Files;
using DeployOps.Engine.Processes;

namespace DeployOps.Engine.Backups.Stores.Postgres;

/// <summary>A file without secrets for a program, where the program is. Disposing of it removes it.</summary>
internal sealed class PassingFile : IAsyncDisposable
{
    private const string WriteScript = """umask 077; file=$(mktemp) && "$@" >"$file" && printf '%s' "$file" """;
    private static readonly TimeSpan Short = TimeSpan.FromSeconds(60);
    private static readonly Dictionary<string, string?> NoVariables = [];

    private readonly ProcessRunner _processes;
    private readonly PostgresTool _tool;

    private PassingFile(ProcessRunner processes, PostgresTool tool, string path) => (_processes, _tool, Path) = (processes, tool, path);

    /// <summary>Where it is.</summary>
    public string Path { get; }

    /// <summary>Writes it.</summary>
    public static async Task<PassingFile> WriteAsync(ProcessRunner processes, PostgresTool tool, string text, StoreRun run, CancellationToken cancellationToken)
    {
        if (tool.Container is null)
        {
            var path = System.IO.Path.Combine(run.WorkFolder ?? System.IO.Path.GetTempPath(), $"deployops-{Guid.NewGuid():N}.list");
            new PrivateFile().Create(path, System.Text.Encoding.UTF8.GetBytes(text));
            return new PassingFile(processes, tool, path);
        }

        var result = await processes.RunAsync(tool.Start("cat", [], NoVariables, Short, WriteScript) with { StandardInput = text }, cancellationToken).ConfigureAwait(false);
        return result.Succeeded
            ? new PassingFile(processes, tool, result.StandardOutput.Reveal())
            : throw new PostgresDumpFailedException("sh", tool.Container.Name, result.ExitCode, PostgresToolRun.Said(result, run.Redact));
    }

    public async ValueTask DisposeAsync()
    {
        if (_tool.Container is null)
        {
            File.Delete(Path);
            return;
        }

        try
        {
            await _processes.RunAsync(_tool.Start("rm", ["-f", Path], NoVariables, Short), CancellationToken.None).ConfigureAwait(false);
        }
        catch (DeployOpsException)
        {
            // A list of names is left in a temporary folder of a container that does not answer.
        }
    }
}
