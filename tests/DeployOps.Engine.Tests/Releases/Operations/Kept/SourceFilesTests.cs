using DeployOps.Engine.Compose.Plans;
using DeployOps.Engine.Processes;
using DeployOps.Engine.Project;
using DeployOps.Engine.Releases.Operations;
using DeployOps.Engine.Releases.Operations.Kept;
using DeployOps.Engine.Tests.Repository;
using Xunit;

namespace DeployOps.Engine.Tests.Releases.Operations.Kept;

/// <summary>Which files go back with a release, and which have a life of their own.</summary>
public sealed class SourceFilesTests : IDisposable
{
    private readonly KeptProject _project = new();

    public void Dispose() => _project.Dispose();

    [Fact]
    public async Task A_config_goes_back_and_a_secret_does_not()
    {
        _project.Folder.Write("config.txt", "first");
        _project.Folder.Write("secret.txt", "first");
        await _project.ReleaseAsync(1, KeptProject.PlanWith("", $$"""
            , "configs": { "c": { "file": "{{_project.Folder["config.txt"]}}" } }, "secrets": { "s": { "file": "{{_project.Folder["secret.txt"]}}" } }
            """));
        _project.Folder.Write("config.txt", "second");
        _project.Folder.Write("secret.txt", "second");

        Assert.Equal(_project.Folder["config.txt"], Assert.Single(_project.Of(1).Changed()).Path);
        Assert.DoesNotContain("secret.txt", File.ReadAllText(new OperationFolder(_project.Project, 1).Files), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_folder_goes_back_when_everything_in_it_is_tracked_and_no_container_may_write_there()
    {
        _project.Folder.Write("conf.d/a.conf", "first");
        _project.Folder.Write("conf.d/deep/b.conf", "first");
        _project.Folder.Write("uploads/.gitkeep", "");
        var plan = KeptProject.Plan(_project.Mount("conf.d", isReadOnly: true), _project.Mount("uploads", isReadOnly: false));
        await _project.ReleaseAsync(1, plan);
        _project.Folder.Write("conf.d/deep/b.conf", "second");
        _project.Folder.Write("uploads/picture", "data");

        var copy = Assert.Single(_project.Of(1).Settle(plan).FilesOfHost().Keys, path => path != _project.Folder["uploads"]);

        Assert.Equal("first", File.ReadAllText(Path.Combine(copy, "deep", "b.conf")));
        if (!OperatingSystem.IsWindows())
        {
            Assert.Equal(File.GetUnixFileMode(_project.Folder["conf.d/deep"]), File.GetUnixFileMode(Path.Combine(copy, "deep")));
            Assert.Equal(File.GetUnixFileMode(_project.Folder["conf.d"]), File.GetUnixFileMode(copy));
        }
    }

    [Fact]
    public async Task What_a_container_wrote_is_data_and_stays()
    {
        _project.Folder.Write("acme.json", "{}");
        var plan = KeptProject.Plan(_project.Mount("acme.json", isReadOnly: false));
        await _project.ReleaseAsync(1, plan);
        _project.Folder.Write("acme.json", "{ certificates }");

        Assert.Empty(_project.Of(1).Changed());
        await _project.ReleaseAsync(2, plan, commit: false);
        _project.Folder.Write("acme.json", "{ more }");
        Assert.Empty(_project.Of(2).Changed());
        _project.Folder.Write("acme.json", "{ certificates }");
        Assert.Empty(_project.Of(1).Changed());
    }

    [Fact]
    public async Task A_writable_file_goes_back_when_a_later_release_had_it_so_from_git()
    {
        _project.Folder.Write("nginx.conf", "first");
        var plan = KeptProject.Plan(_project.Mount("nginx.conf", isReadOnly: false));
        await _project.ReleaseAsync(1, plan);
        _project.Folder.Write("nginx.conf", "second");
        await _project.ReleaseAsync(2, plan);

        Assert.Single(_project.Of(1).Changed());
        Assert.Empty(_project.Of(2).Changed());
    }

    [Theory]
    [InlineData("untracked")]
    [InlineData("large")]
    [InlineData("link")]
    [InlineData("mixed")]
    [InlineData("outside")]
    public async Task What_is_no_file_of_the_release_is_not_kept(string what)
    {
        GitCommand.Initialise(_project.Folder.Root);
        using var elsewhere = new TemporaryFolder();
        var path = _project.Folder["conf/app.conf"];
        _project.Folder.Write("conf/app.conf", what == "large" ? new string('x', (int)FileContent.Largest + 1) : "first");
        switch (what)
        {
            case "untracked":
                path = _project.Folder["later.conf"];
                GitCommand.Commit(_project.Folder.Root);
                _project.Folder.Write("later.conf", "first");
                break;
            case "link" when !OperatingSystem.IsWindows():
                path = _project.Folder["link.conf"];
                File.CreateSymbolicLink(path, "conf/app.conf");
                break;
            case "mixed":
                path = _project.Folder["conf"];
                GitCommand.Commit(_project.Folder.Root);
                _project.Folder.Write("conf/server.pem", "certificate");
                break;
            case "outside":
                path = elsewhere["app.conf"];
                elsewhere.Write("app.conf", "first");
                break;
            default:
                break;
        }

        var plan = KeptProject.Plan(KeptProject.MountOf(path, isReadOnly: true));
        await _project.ReleaseAsync(1, plan, commit: what is not ("untracked" or "mixed"));

        Assert.False(Directory.Exists(_project.Folder[".deployops/releases/files"]));
        Assert.Same(plan, _project.Of(1).Settle(plan));
    }

    [Fact]
    public async Task A_project_in_a_folder_of_a_repository_gets_the_files_beside_it_back()
    {
        _project.Folder.Write("nginx/nginx.conf", "first");
        _project.Folder.Write("deploy/compose.yaml", "");
        var project = new DeployProject { Root = _project.Folder["deploy"], Name = "shop" };
        var files = new KeptFiles(project, new OperationFolder(project, 1));
        var plan = KeptProject.Plan(_project.Mount("nginx/nginx.conf", isReadOnly: true));
        GitCommand.Initialise(_project.Folder.Root);
        GitCommand.Commit(_project.Folder.Root);
        await files.KeepAsync(plan, new ProcessRunner(), default);
        _project.Folder.Write("nginx/nginx.conf", "second");

        Assert.Equal("first", File.ReadAllText(Assert.Single(files.Settle(plan).FilesOfHost().Keys)));
    }

    [Fact]
    public async Task A_file_that_only_its_group_may_read_is_not_given_as_a_copy_of_another_group()
    {
        if (OperatingSystem.IsWindows() || Environment.UserName != "root")
        {
            return;
        }

        _project.Folder.Write("redis.conf", "first");
        File.SetUnixFileMode(_project.Folder["redis.conf"], UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead);
        using (var change = System.Diagnostics.Process.Start("chgrp", ["999", _project.Folder["redis.conf"]]))
        {
            await change.WaitForExitAsync();
        }

        await _project.ReleaseAsync(1, KeptProject.Plan(_project.Mount("redis.conf", isReadOnly: true)));
        File.AppendAllText(_project.Folder["redis.conf"], "second");

        Assert.Empty(_project.Of(1).Changed());
        Assert.Contains("there is no copy", Assert.Single(_project.Of(1).Tell("2026.11.01")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_git_a_file_goes_back_that_no_container_may_write_to_and_that_is_no_key()
    {
        using var elsewhere = new TemporaryFolder();
        elsewhere.Write("other.conf", "first");
        string[] names = ["app.conf", "written.conf", "server.pem", "folder/page.html"];
        foreach (var name in names)
        {
            _project.Folder.Write(name, "first");
        }

        var plan = KeptProject.Plan(
            _project.Mount("app.conf", isReadOnly: true), _project.Mount("written.conf", isReadOnly: false), _project.Mount("server.pem", isReadOnly: true), _project.Mount("folder", isReadOnly: true),
            KeptProject.MountOf(elsewhere["other.conf"], isReadOnly: true));
        await _project.Of(1).KeepAsync(plan, new ProcessRunner(), default);
        foreach (var name in names)
        {
            _project.Folder.Write(name, "second");
        }

        Assert.Equal(_project.Folder["app.conf"], Assert.Single(_project.Of(1).Changed()).Path);
    }
}
