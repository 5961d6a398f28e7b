using DeployOps.Engine.Processes;
using DeployOps.Engine.Repository;
using Xunit;

namespace DeployOps.Engine.Tests.Repository;

public sealed class GitRepositoryTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_tracked_file_is_tracked_and_another_is_not()
    {
        GitCommand.Initialise(_folder.Root);
        _folder.Write("a file 한글.txt", "x");
        _folder.Write(":(top)odd", "x");
        GitCommand.Commit(_folder.Root);
        _folder.Write("later.txt", "x");
        var git = await OpenAsync();

        Assert.True(await git.IsTrackedAsync("a file 한글.txt", default));
        Assert.True(await git.IsTrackedAsync(":(top)odd", default));
        Assert.False(await git.IsTrackedAsync("later.txt", default));
        Assert.False(await git.IsTrackedAsync("*.txt", default));
        Assert.False(await git.IsTrackedAsync("no/such/folder/file", default));
    }

    [Fact]
    public async Task Ignored_is_asked_of_the_patterns_even_for_what_does_not_exist()
    {
        GitCommand.Initialise(_folder.Root);
        _folder.Write(".gitignore", ".env.prod\nlogs/\n");
        _folder.Write("infra/.gitignore", "*.key\n");
        _folder.Write(".env.prod", "x");
        GitCommand.Commit(_folder.Root);
        var git = await OpenAsync();

        Assert.True(await git.IsIgnoredAsync(".env.prod", default));
        Assert.True(await git.IsIgnoredAsync("infra/deep/er/server.key", default));
        Assert.True(await git.IsIgnoredAsync("logs/", default));
        Assert.False(await git.IsIgnoredAsync("logs", default));
        Assert.False(await git.IsIgnoredAsync("server.key", default));
        Assert.True(await git.IsTrackedAsync(".env.prod", default));
    }

    [Fact]
    public async Task Tracked_names_come_whole_with_their_kind()
    {
        GitCommand.Initialise(_folder.Root);
        var names = new List<string> { "plain", "two words", "한글/파일", "tab\there" };
        if (!OperatingSystem.IsWindows())
        {
            names.Add("line\nbreak");
            File.CreateSymbolicLink(_folder["link"], "plain");
        }

        names.Where(name => !OperatingSystem.IsWindows() || !name.Contains('\t', StringComparison.Ordinal)).ToList().ForEach(name => _folder.Write(name, "x"));
        GitCommand.Commit(_folder.Root);

        var tracked = await (await OpenAsync()).TrackedFilesAsync(default);

        Assert.Subset(tracked.Names().ToHashSet(), names.Where(File.Exists).ToHashSet());
        if (!OperatingSystem.IsWindows())
        {
            Assert.Equal(6, tracked.Count);
            Assert.Equal(TrackedKind.SymbolicLink, tracked.Kind(tracked.Names().ToList().IndexOf("link")));
            Assert.Contains("line\nbreak", tracked.Names());
        }
    }

    [Fact]
    public async Task A_subfolder_lists_its_own_files_relative_to_itself()
    {
        GitCommand.Initialise(_folder.Root);
        _folder.Write("project/inside.txt", "x");
        _folder.Write("outside.txt", "x");
        GitCommand.Commit(_folder.Root);

        var git = await OpenAsync("project");

        Assert.Equal(["inside.txt"], (await git.TrackedFilesAsync(default)).Names());
        Assert.True(await git.IsTrackedAsync("../outside.txt", default));
        Assert.Equal(Path.GetFileName(_folder.Root), Path.GetFileName(git.Root));
    }

    [Fact]
    public async Task A_submodule_and_a_worktree_answer_for_their_own_files()
    {
        var inner = Directory.CreateDirectory(_folder["inner"]).FullName;
        GitCommand.Initialise(inner);
        _folder.Write("inner/key.txt", "x");
        GitCommand.Commit(inner);
        var outer = Directory.CreateDirectory(_folder["outer"]).FullName;
        GitCommand.Initialise(outer);
        GitCommand.Run(outer, "submodule", "--quiet", "add", inner, "part");
        GitCommand.Commit(outer);
        GitCommand.Run(outer, "worktree", "add", "--quiet", _folder["tree"]);

        var git = await OpenAsync("outer");
        var tree = await OpenAsync("tree");

        Assert.True(await git.IsTrackedAsync("part/key.txt", default));
        Assert.False(await git.IsTrackedAsync("part/other.txt", default));
        var tracked = await git.TrackedFilesAsync(default);
        Assert.Equal(TrackedKind.Submodule, tracked.Kind(tracked.Names().ToList().IndexOf("part")));
        Assert.Equal([".gitmodules", "part"], (await tree.TrackedFilesAsync(default)).Names());
    }

    [Fact]
    public async Task A_commit_is_found_by_its_short_hash_and_not_by_a_branch_that_looks_like_one()
    {
        GitCommand.Initialise(_folder.Root);
        Assert.Null(await (await OpenAsync()).CurrentCommitAsync(default));
        _folder.Write("a", "x");
        GitCommand.Commit(_folder.Root);
        var git = await OpenAsync();
        var commit = await git.CurrentCommitAsync(default);
        GitCommand.Run(_folder.Root, "branch", "deadbee");

        Assert.True(await git.CommitExistsAsync(commit!, default));
        Assert.True(await git.CommitExistsAsync(commit!.ToUpperInvariant(), default));
        Assert.False(await git.CommitExistsAsync("deadbee", default));
        Assert.False(await git.CommitExistsAsync("main", default));
        Assert.False(await git.CommitExistsAsync("--all", default));
        var blob = GitCommand.Ask(_folder.Root, null, "rev-parse", "HEAD:a").Trim();
        Assert.False(await git.CommitExistsAsync(blob, default));
    }

    [Fact]
    public async Task A_folder_outside_of_git_is_named()
    {
        var failure = await Assert.ThrowsAsync<NotARepositoryException>(() => OpenAsync());
        Assert.Equal(FailureKind.NotFound, failure.Kind);
    }

    [Fact]
    public async Task A_bare_repository_has_no_working_tree()
    {
        GitCommand.Run(_folder.Root, "init", "--quiet", "--bare");
        await Assert.ThrowsAsync<NotARepositoryException>(() => OpenAsync());
    }

    [Fact]
    public async Task The_refusal_because_of_the_owner_is_named()
    {
        var processes = new ScriptedProcesses(128, "fatal: detected dubious ownership in repository at '/srv/app'\nTo add an exception…");
        var failure = await Assert.ThrowsAsync<RepositoryOwnershipException>(() => GitRepository.OpenAsync(_folder.Root, processes, default));
        Assert.Contains("safe.directory", failure.RecommendedAction, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_missing_git_is_named() =>
        await Assert.ThrowsAsync<ProgramNotFoundException>(() => GitRepository.OpenAsync(_folder.Root, new ScriptedProcesses(null, ""), default));

    [Fact]
    public async Task Variables_of_a_surrounding_hook_are_not_passed_on()
    {
        var processes = new ScriptedProcesses(0, "");
        await GitRepository.OpenAsync(_folder.Root, processes, default);
        Assert.Null(processes.Last!.Environment["GIT_DIR"]);
        Assert.Null(processes.Last.Environment["GIT_INDEX_FILE"]);
    }

    private Task<GitRepository> OpenAsync(string folder = "") => GitRepository.OpenAsync(_folder[folder], new ProcessRunner(), default);

    private sealed class ScriptedProcesses(int? exitCode, string error) : IProcessRunner
    {
        public ProcessRequest? Last { get; private set; }

        public Task<ProcessResult> RunAsync(ProcessRequest request, CancellationToken cancellationToken)
        {
            Last = request;
            return exitCode is { } code
                ? Task.FromResult(new ProcessResult(code, new CapturedText("/\n"), new CapturedText(error), TimeSpan.Zero))
                : throw new ProgramNotFoundException(request.FileName);
        }

        public Task<ProcessResult> RunStreamingAsync(ProcessRequest request, Func<Stream, CancellationToken, Task> readOutput, CancellationToken cancellationToken) =>
            RunAsync(request, cancellationToken);
    }
}
