using DeployOps.Engine.Compose.Plans;
using DeployOps.Engine.Processes;
using DeployOps.Engine.Releases.Operations;
using DeployOps.Engine.Releases.Operations.Kept;
using Xunit;

namespace DeployOps.Engine.Tests.Releases.Operations.Kept;

/// <summary>What a release that is gone back to gives its containers, and what is told of it.</summary>
public sealed class KeptFilesTests : IDisposable
{
    private readonly KeptProject _project = new();

    public void Dispose() => _project.Dispose();

    [Fact]
    public async Task A_tracked_file_that_is_another_by_now_is_given_as_it_was_and_as_itself_when_it_is_the_same_again()
    {
        _project.Folder.Write("one/app.conf", "first");
        _project.Folder.Write("two/app.conf", "first");
        var plan = KeptProject.Plan(_project.Mount("one/app.conf", isReadOnly: true), _project.Mount("two/app.conf", isReadOnly: true));
        await _project.ReleaseAsync(1, plan);

        _project.Folder.Write("two/app.conf", "second");
        var settled = _project.Of(1).Settle(plan);

        var sources = settled.FilesOfHost().Keys.ToList();
        Assert.Contains(_project.Folder["one/app.conf"], sources);
        Assert.DoesNotContain(_project.Folder["two/app.conf"], sources);
        var copy = Assert.Single(sources, path => path != _project.Folder["one/app.conf"]);
        Assert.Equal("first", File.ReadAllText(copy));
        Assert.StartsWith("two/app.conf: changed after 2026.11.01. Its containers get the copy", Assert.Single(_project.Of(1).Tell("2026.11.01")), StringComparison.Ordinal);

        _project.Folder.Write("two/app.conf", "first");
        _project.Folder.Write("one/app.conf", "second");
        var again = _project.Of(1).Settle(settled).FilesOfHost().Keys;
        Assert.Contains(_project.Folder["two/app.conf"], again);
        Assert.DoesNotContain(_project.Folder["one/app.conf"], again);
        _project.Folder.Write("one/app.conf", "first");
        Assert.Equal(plan.Text().Reveal(), _project.Of(1).Settle(_project.Of(1).Settle(settled)).Text().Reveal());
    }

    [Fact]
    public async Task A_missing_file_is_given_as_it_was()
    {
        _project.Folder.Write("app.conf", "first");
        await _project.ReleaseAsync(1, KeptProject.Plan(_project.Mount("app.conf", isReadOnly: false)));
        File.Delete(_project.Folder["app.conf"]);

        Assert.Single(_project.Of(1).Changed());
    }

    [Fact]
    public async Task A_file_that_cannot_be_given_back_is_named_when_it_is_another_by_now()
    {
        _project.Folder.Write("site.conf", "first");
        _project.Folder.Write("same.conf", "first");
        _project.Folder.Write("data/one", "first");
        var plan = KeptProject.Plan(_project.Mount("site.conf", isReadOnly: false), _project.Mount("same.conf", isReadOnly: true), _project.Mount("data", isReadOnly: false));
        await _project.Of(1).KeepAsync(plan, new ProcessRunner(), default);
        Assert.Empty(_project.Of(1).Tell("2026.11.01"));

        _project.Folder.Write("site.conf", "second");
        _project.Folder.Write("data/one", "second");

        Assert.StartsWith("site.conf: changed after 2026.11.01, and there is no copy to give back", Assert.Single(_project.Of(1).Tell("2026.11.01")), StringComparison.Ordinal);
        Assert.Empty(_project.Of(1).Changed());
    }

    [Fact]
    public async Task Of_a_stack_that_was_found_running_it_is_told_that_its_files_are_not_known()
    {
        _project.Folder.Write("app.conf", "first");
        Directory.CreateDirectory(_project.Folder["data"]);
        var plan = KeptProject.Plan(_project.Mount("app.conf", isReadOnly: true), _project.Mount("data", isReadOnly: false));

        Assert.StartsWith("Which mounted files 01 had is not known", Assert.Single(_project.Of(1).TellUnknown(plan, "01")), StringComparison.Ordinal);
        Assert.Empty(_project.Of(1).TellUnknown(KeptProject.Plan(_project.Mount("data", isReadOnly: false)), "01"));
        await _project.ReleaseAsync(1, plan);
        Assert.Empty(_project.Of(1).TellUnknown(plan, "01"));
    }

    [Fact]
    public async Task Many_files_are_told_in_one_note()
    {
        for (var number = 0; number < 20; number++)
        {
            _project.Folder.Write($"{number}.conf", "first");
        }

        await _project.ReleaseAsync(1, KeptProject.Plan([.. Enumerable.Range(0, 20).Select(number => _project.Mount($"{number}.conf", isReadOnly: true))]));
        for (var number = 0; number < 20; number++)
        {
            _project.Folder.Write($"{number}.conf", "second");
        }

        Assert.Contains("and 12 more: changed after", Assert.Single(_project.Of(1).Tell("2026.11.01")), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("[null]")]
    [InlineData("[{}]")]
    [InlineData("""[{"Path":"/x","Hash":"../../etc","IsWritable":false}]""")]
    public async Task A_damaged_list_or_copy_gives_what_is_there_now(string list)
    {
        _project.Folder.Write("app.conf", "first");
        var plan = KeptProject.Plan(_project.Mount("app.conf", isReadOnly: true));
        await _project.ReleaseAsync(1, plan);
        await _project.ReleaseAsync(2, plan);
        _project.Folder.Write("app.conf", "second");
        var copy = _project.Of(1).Settle(plan).FilesOfHost().Keys.Single();
        OperationFolder.Write(new OperationFolder(_project.Project, 1).Files, System.Text.Encoding.UTF8.GetBytes(list));

        Assert.Same(plan, _project.Of(1).Settle(plan));
        File.WriteAllText(copy, "changed");
        Assert.Equal(_project.Folder["app.conf"], Assert.Single(_project.Of(2).Settle(plan).FilesOfHost().Keys));
    }

    [Fact]
    public async Task Copies_go_with_the_last_release_that_had_them_unless_a_container_mounts_them()
    {
        _project.Folder.Write("app.conf", "first");
        var plan = KeptProject.Plan(_project.Mount("app.conf", isReadOnly: true));
        await _project.ReleaseAsync(1, plan);
        _project.Folder.Write("app.conf", "second");
        await _project.ReleaseAsync(2, plan);
        _project.Folder.Write("app.conf", "third");
        var (first, second) = (_project.Of(1).Settle(plan).FilesOfHost().Keys.Single(), _project.Of(2).Settle(plan).FilesOfHost().Keys.Single());

        OperationFolder.Keep(_project.Project, new HashSet<long> { 1 });
        await KeptFiles.ClearAsync(_project.Project, KeptProject.Running());
        Assert.Equal((true, false), (File.Exists(first), File.Exists(second)));
        OperationFolder.Keep(_project.Project, new HashSet<long>());
        await KeptFiles.ClearAsync(_project.Project, KeptProject.Running(first));
        Assert.True(File.Exists(first));
        await KeptFiles.ClearAsync(_project.Project, KeptProject.Running());
        Assert.False(File.Exists(first));
    }

    [Fact]
    public void A_path_with_a_dollar_sign_is_the_file_of_that_name()
    {
        var plan = KeptProject.Plan("""{ "type": "bind", "source": "/a$$b", "target": "/c", "read_only": true }""");

        Assert.Equal(["/a$b"], plan.FilesOfHost().Keys);
        Assert.Contains("/d$$e", plan.WithFilesOfHost(new Dictionary<string, string> { ["/a$b"] = "/d$e" }).Text().Reveal(), StringComparison.Ordinal);
    }
}
