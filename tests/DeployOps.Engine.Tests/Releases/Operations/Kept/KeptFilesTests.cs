using DeployOps.Engine.Compose.Plans;
using DeployOps.Engine.Compose.Stacks;
using DeployOps.Engine.Processes;
using DeployOps.Engine.Project;
using DeployOps.Engine.Releases.Operations;
using DeployOps.Engine.Releases.Operations.Kept;
using DeployOps.Engine.Tests.Releases.Health;
using DeployOps.Engine.Tests.Repository;
using Xunit;

namespace DeployOps.Engine.Tests.Releases.Operations.Kept;

/// <summary>Which files go back with a release, and which have a life of their own.</summary>
public sealed class KeptFilesTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private DeployProject Project => new() { Root = _folder.Root, Name = "shop" };

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_tracked_file_that_is_another_by_now_is_given_as_it_was_and_as_itself_when_it_is_the_same_again()
    {
        _folder.Write("one/app.conf", "first");
        _folder.Write("two/app.conf", "first");
        var plan = Plan(Mount("one/app.conf", isReadOnly: true), Mount("two/app.conf", isReadOnly: true));
        await ReleaseAsync(1, plan);

        _folder.Write("two/app.conf", "second");
        var settled = Of(1).Settle(plan);

        var sources = settled.FilesOfHost().Keys.ToList();
        Assert.Contains(_folder["one/app.conf"], sources);
        Assert.DoesNotContain(_folder["two/app.conf"], sources);
        var copy = Assert.Single(sources, path => path != _folder["one/app.conf"]);
        Assert.Equal("first", File.ReadAllText(copy));
        Assert.StartsWith("two/app.conf: changed after 2026.11.01. Its containers get the copy", Assert.Single(Of(1).Tell("2026.11.01")), StringComparison.Ordinal);

        _folder.Write("two/app.conf", "first");
        _folder.Write("one/app.conf", "second");
        var again = Of(1).Settle(settled).FilesOfHost().Keys;
        Assert.Contains(_folder["two/app.conf"], again);
        Assert.DoesNotContain(_folder["one/app.conf"], again);
        _folder.Write("one/app.conf", "first");
        Assert.Equal(plan.Text().Reveal(), Of(1).Settle(Of(1).Settle(settled)).Text().Reveal());
    }

    [Fact]
    public async Task A_missing_file_is_given_as_it_was()
    {
        _folder.Write("app.conf", "first");
        await ReleaseAsync(1, Plan(Mount("app.conf", isReadOnly: false)));
        File.Delete(_folder["app.conf"]);

        Assert.Single(Of(1).Changed());
    }

    [Fact]
    public async Task A_config_goes_back_and_a_secret_does_not()
    {
        _folder.Write("config.txt", "first");
        _folder.Write("secret.txt", "first");
        await ReleaseAsync(1, PlanWith("", $$"""
            , "configs": { "c": { "file": "{{_folder["config.txt"]}}" } }, "secrets": { "s": { "file": "{{_folder["secret.txt"]}}" } }
            """));
        _folder.Write("config.txt", "second");
        _folder.Write("secret.txt", "second");

        Assert.Equal(_folder["config.txt"], Assert.Single(Of(1).Changed()).Path);
        Assert.DoesNotContain("secret.txt", File.ReadAllText(new OperationFolder(Project, 1).Files), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_folder_goes_back_when_everything_in_it_is_tracked_and_no_container_may_write_there()
    {
        _folder.Write("conf.d/a.conf", "first");
        _folder.Write("conf.d/deep/b.conf", "first");
        _folder.Write("uploads/.gitkeep", "");
        var plan = Plan(Mount("conf.d", isReadOnly: true), Mount("uploads", isReadOnly: false));
        await ReleaseAsync(1, plan);
        _folder.Write("conf.d/deep/b.conf", "second");
        _folder.Write("uploads/picture", "data");

        var copy = Assert.Single(Of(1).Settle(plan).FilesOfHost().Keys, path => path != _folder["uploads"]);

        Assert.Equal("first", File.ReadAllText(Path.Combine(copy, "deep", "b.conf")));
        if (!OperatingSystem.IsWindows())
        {
            Assert.Equal(File.GetUnixFileMode(_folder["conf.d/deep"]), File.GetUnixFileMode(Path.Combine(copy, "deep")));
            Assert.Equal(File.GetUnixFileMode(_folder["conf.d"]), File.GetUnixFileMode(copy));
        }
    }

    [Fact]
    public async Task What_a_container_wrote_is_data_and_stays()
    {
        _folder.Write("acme.json", "{}");
        var plan = Plan(Mount("acme.json", isReadOnly: false));
        await ReleaseAsync(1, plan);
        _folder.Write("acme.json", "{ certificates }");

        Assert.Empty(Of(1).Changed());
        await ReleaseAsync(2, plan, commit: false);
        _folder.Write("acme.json", "{ more }");
        Assert.Empty(Of(2).Changed());
        _folder.Write("acme.json", "{ certificates }");
        Assert.Empty(Of(1).Changed());
    }

    [Fact]
    public async Task A_writable_file_goes_back_when_a_later_release_had_it_so_from_git()
    {
        _folder.Write("nginx.conf", "first");
        var plan = Plan(Mount("nginx.conf", isReadOnly: false));
        await ReleaseAsync(1, plan);
        _folder.Write("nginx.conf", "second");
        await ReleaseAsync(2, plan);

        Assert.Single(Of(1).Changed());
        Assert.Empty(Of(2).Changed());
    }

    [Theory]
    [InlineData("untracked")]
    [InlineData("large")]
    [InlineData("link")]
    [InlineData("mixed")]
    [InlineData("outside")]
    public async Task What_is_no_file_of_the_release_is_not_kept(string what)
    {
        GitCommand.Initialise(_folder.Root);
        using var elsewhere = new TemporaryFolder();
        var path = _folder["conf/app.conf"];
        _folder.Write("conf/app.conf", what == "large" ? new string('x', (int)FileContent.Largest + 1) : "first");
        switch (what)
        {
            case "untracked":
                path = _folder["later.conf"];
                GitCommand.Commit(_folder.Root);
                _folder.Write("later.conf", "first");
                break;
            case "link" when !OperatingSystem.IsWindows():
                path = _folder["link.conf"];
                File.CreateSymbolicLink(path, "conf/app.conf");
                break;
            case "mixed":
                path = _folder["conf"];
                GitCommand.Commit(_folder.Root);
                _folder.Write("conf/server.pem", "certificate");
                break;
            case "outside":
                path = elsewhere["app.conf"];
                elsewhere.Write("app.conf", "first");
                break;
            default:
                break;
        }

        var plan = Plan(MountOf(path, isReadOnly: true));
        await ReleaseAsync(1, plan, commit: what is not ("untracked" or "mixed"));

        Assert.False(Directory.Exists(_folder[".deployops/releases/files"]));
        Assert.Same(plan, Of(1).Settle(plan));
    }

    [Fact]
    public async Task A_file_that_cannot_be_given_back_is_named_when_it_is_another_by_now()
    {
        _folder.Write("site.conf", "first");
        _folder.Write("same.conf", "first");
        _folder.Write("data/one", "first");
        var plan = Plan(Mount("site.conf", isReadOnly: false), Mount("same.conf", isReadOnly: true), Mount("data", isReadOnly: false));
        await Of(1).KeepAsync(plan, new ProcessRunner(), default);
        Assert.Empty(Of(1).Tell("2026.11.01"));

        _folder.Write("site.conf", "second");
        _folder.Write("data/one", "second");

        Assert.StartsWith("site.conf: changed after 2026.11.01, and there is no copy to give back", Assert.Single(Of(1).Tell("2026.11.01")), StringComparison.Ordinal);
        Assert.Empty(Of(1).Changed());
    }

    [Fact]
    public async Task Of_a_stack_that_was_found_running_it_is_told_that_its_files_are_not_known()
    {
        _folder.Write("app.conf", "first");
        Directory.CreateDirectory(_folder["data"]);
        var plan = Plan(Mount("app.conf", isReadOnly: true), Mount("data", isReadOnly: false));

        Assert.StartsWith("Which mounted files 01 had is not known", Assert.Single(Of(1).TellUnknown(plan, "01")), StringComparison.Ordinal);
        Assert.Empty(Of(1).TellUnknown(Plan(Mount("data", isReadOnly: false)), "01"));
        await ReleaseAsync(1, plan);
        Assert.Empty(Of(1).TellUnknown(plan, "01"));
    }

    [Fact]
    public async Task Many_files_are_told_in_one_note()
    {
        for (var number = 0; number < 20; number++)
        {
            _folder.Write($"{number}.conf", "first");
        }

        await ReleaseAsync(1, Plan([.. Enumerable.Range(0, 20).Select(number => Mount($"{number}.conf", isReadOnly: true))]));
        for (var number = 0; number < 20; number++)
        {
            _folder.Write($"{number}.conf", "second");
        }

        Assert.Contains("and 12 more: changed after", Assert.Single(Of(1).Tell("2026.11.01")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_project_in_a_folder_of_a_repository_gets_the_files_beside_it_back()
    {
        _folder.Write("nginx/nginx.conf", "first");
        _folder.Write("deploy/compose.yaml", "");
        var project = new DeployProject { Root = _folder["deploy"], Name = "shop" };
        var files = new KeptFiles(project, new OperationFolder(project, 1));
        var plan = Plan(Mount("nginx/nginx.conf", isReadOnly: true));
        GitCommand.Initialise(_folder.Root);
        GitCommand.Commit(_folder.Root);
        await files.KeepAsync(plan, new ProcessRunner(), default);
        _folder.Write("nginx/nginx.conf", "second");

        Assert.Equal("first", File.ReadAllText(Assert.Single(files.Settle(plan).FilesOfHost().Keys)));
    }

    [Fact]
    public async Task A_file_that_only_its_group_may_read_is_not_given_as_a_copy_of_another_group()
    {
        if (OperatingSystem.IsWindows() || Environment.UserName != "root")
        {
            return;
        }

        _folder.Write("redis.conf", "first");
        File.SetUnixFileMode(_folder["redis.conf"], UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead);
        using (var change = System.Diagnostics.Process.Start("chgrp", ["999", _folder["redis.conf"]]))
        {
            await change.WaitForExitAsync();
        }

        await ReleaseAsync(1, Plan(Mount("redis.conf", isReadOnly: true)));
        File.AppendAllText(_folder["redis.conf"], "second");

        Assert.Empty(Of(1).Changed());
        Assert.Contains("there is no copy", Assert.Single(Of(1).Tell("2026.11.01")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_git_a_file_goes_back_that_no_container_may_write_to_and_that_is_no_key()
    {
        using var elsewhere = new TemporaryFolder();
        elsewhere.Write("other.conf", "first");
        string[] names = ["app.conf", "written.conf", "server.pem", "folder/page.html"];
        foreach (var name in names)
        {
            _folder.Write(name, "first");
        }

        var plan = Plan(
            Mount("app.conf", isReadOnly: true), Mount("written.conf", isReadOnly: false), Mount("server.pem", isReadOnly: true), Mount("folder", isReadOnly: true),
            MountOf(elsewhere["other.conf"], isReadOnly: true));
        await Of(1).KeepAsync(plan, new ProcessRunner(), default);
        foreach (var name in names)
        {
            _folder.Write(name, "second");
        }

        Assert.Equal(_folder["app.conf"], Assert.Single(Of(1).Changed()).Path);
    }

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("[null]")]
    [InlineData("[{}]")]
    [InlineData("""[{"Path":"/x","Hash":"../../etc","IsWritable":false}]""")]
    public async Task A_damaged_list_or_copy_gives_what_is_there_now(string list)
    {
        _folder.Write("app.conf", "first");
        var plan = Plan(Mount("app.conf", isReadOnly: true));
        await ReleaseAsync(1, plan);
        await ReleaseAsync(2, plan);
        _folder.Write("app.conf", "second");
        var copy = Of(1).Settle(plan).FilesOfHost().Keys.Single();
        OperationFolder.Write(new OperationFolder(Project, 1).Files, System.Text.Encoding.UTF8.GetBytes(list));

        Assert.Same(plan, Of(1).Settle(plan));
        File.WriteAllText(copy, "changed");
        Assert.Equal(_folder["app.conf"], Assert.Single(Of(2).Settle(plan).FilesOfHost().Keys));
    }

    [Fact]
    public async Task Copies_go_with_the_last_release_that_had_them_unless_a_container_mounts_them()
    {
        _folder.Write("app.conf", "first");
        var plan = Plan(Mount("app.conf", isReadOnly: true));
        await ReleaseAsync(1, plan);
        _folder.Write("app.conf", "second");
        await ReleaseAsync(2, plan);
        _folder.Write("app.conf", "third");
        var (first, second) = (Of(1).Settle(plan).FilesOfHost().Keys.Single(), Of(2).Settle(plan).FilesOfHost().Keys.Single());

        OperationFolder.Keep(Project, new HashSet<long> { 1 });
        await KeptFiles.ClearAsync(Project, Running());
        Assert.Equal((true, false), (File.Exists(first), File.Exists(second)));
        OperationFolder.Keep(Project, new HashSet<long>());
        await KeptFiles.ClearAsync(Project, Running(first));
        Assert.True(File.Exists(first));
        await KeptFiles.ClearAsync(Project, Running());
        Assert.False(File.Exists(first));
    }

    [Fact]
    public void A_path_with_a_dollar_sign_is_the_file_of_that_name()
    {
        var plan = Plan("""{ "type": "bind", "source": "/a$$b", "target": "/c", "read_only": true }""");

        Assert.Equal(["/a$b"], plan.FilesOfHost().Keys);
        Assert.Contains("/d$$e", plan.WithFilesOfHost(new Dictionary<string, string> { ["/a$b"] = "/d$e" }).Text().Reveal(), StringComparison.Ordinal);
    }

    private static Task<StackLook> Running(params string[] mounted) => Task.FromResult(StackLook.Of(
        [ScriptedContainers.Container("front") with { Mounts = [.. mounted.Select(path => new ContainerMount("bind", path, "/in", false))] }]));

    private KeptFiles Of(long number) => new(Project, new OperationFolder(Project, number));

    private async Task ReleaseAsync(long number, ComposePlan plan, bool commit = true)
    {
        if (!Directory.Exists(_folder[".git"]))
        {
            GitCommand.Initialise(_folder.Root);
        }

        if (!File.Exists(_folder[".gitignore"]))
        {
            _folder.Write(".gitignore", ".deployops/\n");
        }

        if (commit)
        {
            GitCommand.Commit(_folder.Root);
        }

        await Of(number).KeepAsync(plan, new ProcessRunner(), default);
    }

    private string Mount(string name, bool isReadOnly) => MountOf(_folder[name], isReadOnly);

    private static string MountOf(string path, bool isReadOnly) => $$"""{ "type": "bind", "source": "{{path.Replace("\\", "\\\\", StringComparison.Ordinal)}}", "target": "/in{{path.GetHashCode(StringComparison.Ordinal)}}"{{(isReadOnly ? ", \"read_only\": true" : "")}} }""";

    private static ComposePlan Plan(params string[] mounts) => PlanWith(string.Join(", ", mounts), "");

    private static ComposePlan PlanWith(string mounts, string rest) =>
        ComposePlan.Parse(new CapturedText($$"""{ "name": "shop", "services": { "front": { "image": "front:1", "volumes": [{{mounts}}] } }{{rest}} }"""));
}
