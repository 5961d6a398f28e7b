using System.Text;
using DeployOps.Engine.Processes;

namespace DeployOps.Engine.Repository;

/// <summary>Asks the <c>git</c> command. It only reads: no lock is taken, no hook and no file system monitor is run.</summary>
public sealed class GitRepository : IGitRepository
{
    // A gate that is run from a git hook inherits variables that name the hook's repository, which need not be the project's.
    private static readonly Dictionary<string, string?> Variables = new()
    {
        ["GIT_DIR"] = null,
        ["GIT_WORK_TREE"] = null,
        ["GIT_COMMON_DIR"] = null,
        ["GIT_INDEX_FILE"] = null,
        ["GIT_OBJECT_DIRECTORY"] = null,
        ["GIT_NAMESPACE"] = null,
        ["GIT_PREFIX"] = null,
        ["GIT_OPTIONAL_LOCKS"] = "0",
        ["GIT_TERMINAL_PROMPT"] = "0",
        ["LC_ALL"] = "C",
        ["LANGUAGE"] = "C",
    };

    private readonly IProcessRunner _processes;

    private GitRepository(IProcessRunner processes, string folder, string root)
    {
        _processes = processes;
        Folder = folder;
        Root = root;
    }

    /// <inheritdoc/>
    public string Folder { get; }

    /// <inheritdoc/>
    public string Root { get; }

    /// <summary>Opens the working tree that a folder lies in.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="processes">Runs git.</param>
    /// <param name="cancellationToken">Stops git.</param>
    /// <exception cref="ProgramNotFoundException">There is no git on this machine.</exception>
    /// <exception cref="NotARepositoryException">The folder lies in no working tree.</exception>
    /// <exception cref="RepositoryOwnershipException">Git refuses the folder because of its owner.</exception>
    public static async Task<GitRepository> OpenAsync(string folder, IProcessRunner processes, CancellationToken cancellationToken)
    {
        var full = Path.GetFullPath(folder);
        var answer = await RunAsync(processes, full, ["rev-parse", "--show-cdup", "--show-toplevel"], null, cancellationToken).ConfigureAwait(false);
        if (!answer.Succeeded)
        {
            ThrowRefusal(full, answer);
        }

        // The way up is taken instead of git's own full path: git resolves symbolic links, and paths would no longer compare.
        var wayUp = answer.StandardOutput.Reveal().Split('\n')[0];
        return new GitRepository(processes, full, Path.TrimEndingDirectorySeparator(Path.GetFullPath(wayUp.Length == 0 ? "." : wayUp, full)));
    }

    /// <inheritdoc/>
    public async Task<TrackedFiles> TrackedFilesAsync(CancellationToken cancellationToken)
    {
        using var output = new MemoryStream();
        var answer = await _processes.RunStreamingAsync(
            Request(Folder, ["ls-files", "--stage", "-z"], null),
            (stream, token) => stream.CopyToAsync(output, token),
            cancellationToken).ConfigureAwait(false);
        return answer.Succeeded ? TrackedFiles.Parse(output.ToArray()) : throw new GitFailedException("ls-files", answer.ExitCode);
    }

    /// <summary>The tracked files in the folder and below that are not as git has them, or are missing.</summary>
    public async Task<IReadOnlyList<string>> ModifiedFilesAsync(CancellationToken cancellationToken)
    {
        var answer = await RunAsync(_processes, Folder, ["ls-files", "--modified", "-z"], null, cancellationToken).ConfigureAwait(false);
        return answer.Succeeded ? answer.StandardOutput.Reveal().Split('\0', StringSplitOptions.RemoveEmptyEntries) : throw new GitFailedException("ls-files", answer.ExitCode);
    }

    /// <inheritdoc/>
    public async Task<bool> IsTrackedAsync(string path, CancellationToken cancellationToken)
    {
        var (folder, name) = Locate(path);
        var answer = await RunAsync(_processes, folder, ["--literal-pathspecs", "ls-files", "-z", "--", name], null, cancellationToken).ConfigureAwait(false);
        return answer.Succeeded ? answer.StandardOutput.Length > 0 : IsNoAnswer(answer, "ls-files");
    }

    /// <inheritdoc/>
    public async Task<bool> IsIgnoredAsync(string path, CancellationToken cancellationToken)
    {
        var (folder, name) = Locate(path);

        // "./" keeps git from reading a name that starts with a colon as pathspec magic.
        var answer = await RunAsync(_processes, folder, ["check-ignore", "--quiet", "--no-index", "--", $"./{name}"], null, cancellationToken).ConfigureAwait(false);
        return answer.ExitCode switch
        {
            0 => true,
            1 => false,
            _ => IsNoAnswer(answer, "check-ignore"),
        };
    }

    /// <inheritdoc/>
    public async Task<bool> CommitExistsAsync(string hash, CancellationToken cancellationToken)
    {
        if (hash.Length is < 4 or > 64 || !hash.All(char.IsAsciiHexDigit))
        {
            return false;
        }

        // "rev-parse HASH" would also take a branch of that name; this only looks at object names.
        var objects = await RunAsync(_processes, Folder, ["rev-parse", $"--disambiguate={hash}"], null, cancellationToken).ConfigureAwait(false);
        if (!objects.Succeeded || objects.StandardOutput.Length == 0)
        {
            return false;
        }

        var kinds = await RunAsync(_processes, Folder, ["cat-file", "--batch-check=%(objecttype)"], objects.StandardOutput.Reveal(), cancellationToken).ConfigureAwait(false);
        return kinds.Succeeded
            && kinds.StandardOutput.Reveal().Split('\n').Count(kind => kind.TrimEnd() == "commit") == 1;
    }

    /// <inheritdoc/>
    public async Task<string?> CurrentCommitAsync(CancellationToken cancellationToken)
    {
        var answer = await RunAsync(_processes, Folder, ["rev-parse", "--verify", "--quiet", "--short", "HEAD"], null, cancellationToken).ConfigureAwait(false);
        return answer.Succeeded ? OneLine(answer) : null;
    }

    private static Task<ProcessResult> RunAsync(IProcessRunner processes, string folder, string[] arguments, string? input, CancellationToken cancellationToken) =>
        processes.RunAsync(Request(folder, arguments, input), cancellationToken);

    private static ProcessRequest Request(string folder, string[] arguments, string? input) => new()
    {
        FileName = "git",
        Arguments = ["-c", "core.fsmonitor=false", "-c", "core.quotePath=false", .. arguments],
        WorkingDirectory = folder,
        Environment = Variables,
        StandardInput = input,
    };

    /// <summary>
    /// Git is asked in the nearest existing folder of a path, so that a submodule answers for its own files and
    /// a file beside the project is asked of the repository it lies in.
    /// </summary>
    private (string Folder, string Name) Locate(string path)
    {
        var isFolder = path.EndsWith('/') || Path.EndsInDirectorySeparator(path);
        var full = Path.TrimEndingDirectorySeparator(Path.GetFullPath(path, Folder));
        var folder = Path.GetDirectoryName(full) ?? full;
        while (!Directory.Exists(folder) && Path.GetDirectoryName(folder) is { } above)
        {
            folder = above;
        }

        var name = new StringBuilder(Path.GetRelativePath(folder, full)).Replace(Path.DirectorySeparatorChar, '/');
        return (folder, isFolder ? name.Append('/').ToString() : name.ToString());
    }

    private static bool IsNoAnswer(ProcessResult answer, string command)
    {
        var error = answer.StandardError.Reveal();
        return error.Contains("not a git repository", StringComparison.Ordinal)
            || error.Contains("must be run in a work tree", StringComparison.Ordinal)
            || error.Contains("outside repository", StringComparison.Ordinal)
            || error.Contains("is beyond a symbolic link", StringComparison.Ordinal)
                ? false
                : throw new GitFailedException(command, answer.ExitCode);
    }

    private static void ThrowRefusal(string folder, ProcessResult answer)
    {
        var error = answer.StandardError.Reveal();
        if (error.Contains("dubious ownership", StringComparison.Ordinal) || error.Contains("unsafe repository", StringComparison.Ordinal))
        {
            throw new RepositoryOwnershipException(folder);
        }

        if (error.Contains("not a git repository", StringComparison.Ordinal) || error.Contains("must be run in a work tree", StringComparison.Ordinal))
        {
            throw new NotARepositoryException(folder);
        }

        throw new GitFailedException("rev-parse --show-toplevel", answer.ExitCode);
    }

    private static string OneLine(ProcessResult answer)
    {
        var text = answer.StandardOutput.Reveal();
        return text.EndsWith('\n') ? text[..^1] : text;
    }
}
