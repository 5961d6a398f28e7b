using DeployOps.Engine.Backups;
using DeployOps.Engine.Backups.Sets;
using DeployOps.Engine.Project;
using DeployOps.Engine.Tests.Files;
using Xunit;

namespace DeployOps.Engine.Tests.Backups.Sets;

/// <summary>Sets are found by what they say and where they lie, and never when the two differ.</summary>
public sealed class BackupRepositoryTests : IDisposable
{
    private const string Old = "20261119T020000Z-00aa";
    private const string New = "20261121T020000Z-4f2a";

    private readonly SetFolder _sets = new();

    [Fact]
    public async Task A_folder_that_is_not_there_has_no_sets()
    {
        Assert.Empty(await ListAsync());
        await Assert.ThrowsAsync<BackupNotFoundException>(() => FindAsync(null));
    }

    [Fact]
    public async Task Sets_are_listed_newest_first_with_age_and_standing()
    {
        await _sets.AddAsync(Old, BackupState.Verified);
        await _sets.AddAsync(New, BackupState.Verified);

        var sets = await ListAsync();

        Assert.Equal([New, Old], sets.Select(set => set.Id));
        Assert.Equal(TimeSpan.FromHours(10), sets[0].Age);
        Assert.Equal(["within", "beyond"], sets.Select(set => set.RpoStanding));
        Assert.True(sets[0].Bytes > 400);
    }

    [Fact]
    public async Task Without_a_name_the_newest_of_the_wanted_state_is_found_and_never_a_partial_one()
    {
        await _sets.AddAsync(Old, BackupState.Verified);
        await _sets.AddAsync("20261120T020000Z-00bb");
        await _sets.AddAsync(New, BackupState.Partial, $"{New}.partial");

        Assert.Equal("20261120T020000Z-00bb", (await FindAsync(null)).Id);
        Assert.Equal("20261120T020000Z-00bb", (await FindAsync(null, BackupState.Complete)).Id);
        Assert.Equal(Old, (await FindAsync(null, BackupState.Verified)).Id);
        Assert.Equal(New, (await FindAsync(New)).Id);
        await Assert.ThrowsAsync<BackupStateTooLowException>(() => FindAsync(New, BackupState.Complete));
    }

    [Fact]
    public async Task A_set_from_the_future_is_only_taken_when_there_is_no_other()
    {
        await _sets.AddAsync("20271121T020000Z-4f2a", BackupState.Verified);
        Assert.Equal("20271121T020000Z-4f2a", (await FindAsync(null)).Id);

        await _sets.AddAsync(Old, BackupState.Verified);

        Assert.Equal(Old, (await FindAsync(null)).Id);
        Assert.Equal("", (await FindAsync("20271121T020000Z-4f2a")).RpoStanding);
    }

    [Fact]
    public async Task A_set_is_found_by_its_name_its_beginning_and_its_folder()
    {
        var set = await _sets.AddAsync();
        await _sets.AddAsync(Old);

        Assert.Equal(New, (await FindAsync(New)).Id);
        Assert.Equal(New, (await FindAsync("20261121")).Id);
        Assert.Equal(New, (await FindAsync(set.Path)).Id);
        Assert.Equal(New, (await FindAsync(set.Path + Path.DirectorySeparatorChar)).Id);
        Assert.Equal(New, (await FindAsync($".deployops/backups/shop/{New}")).Id);
        await Assert.ThrowsAsync<BackupNotFoundException>(() => FindAsync("2026"));
        await Assert.ThrowsAsync<BackupNotFoundException>(() => FindAsync("./nothing"));
        await Assert.ThrowsAsync<BackupNotFoundException>(() => FindAsync(".."));
    }

    [Fact]
    public async Task A_beginning_of_two_sets_is_refused()
    {
        await _sets.AddAsync();
        await _sets.AddAsync("20261121T030000Z-0000");

        await Assert.ThrowsAsync<BackupAmbiguousException>(() => FindAsync("20261121"));
    }

    [Fact]
    public async Task A_manifest_swapped_from_another_set_is_named()
    {
        var set = await _sets.AddAsync();
        var other = await _sets.AddAsync(Old);
        File.Copy(Path.Combine(other.Path, "manifest.json"), Path.Combine(set.Path, "manifest.json"), overwrite: true);

        var found = (await ListAsync()).Single(one => one.Id == New);

        Assert.Null(found.Manifest);
        Assert.Contains(Old, found.Problem, StringComparison.Ordinal);
        Assert.Equal(BackupState.Partial, found.State);
        await Assert.ThrowsAsync<BackupDamagedException>(() => FindAsync(New));
    }

    [Fact]
    public async Task A_renamed_folder_is_named()
    {
        var set = await _sets.AddAsync(state: BackupState.Verified);
        Directory.Move(set.Path, Path.Combine(_sets.Repository.Folder, "before-migration"));

        var found = Assert.Single(await ListAsync());

        Assert.Equal("before-migration", found.Id);
        Assert.NotNull(found.Problem);
        await Assert.ThrowsAsync<BackupDamagedException>(() => FindAsync("before-migration"));
    }

    [Fact]
    public async Task A_finished_manifest_in_a_folder_without_its_final_name_counts_as_partial()
    {
        await _sets.AddAsync(state: BackupState.Verified, folderName: $"{New}.partial");

        var found = Assert.Single(await ListAsync());

        Assert.Equal((BackupState.Partial, BackupFault.Unnamed), (found.State, found.Fault));
        await Assert.ThrowsAsync<BackupNotFoundException>(() => FindAsync(null));
    }

    [Fact]
    public async Task A_set_of_another_project_is_never_seen_and_is_refused_by_name()
    {
        var stranger = BackupRepository.Of(new DeployProject { Root = _sets.Root, Name = "shop!" }, null, _sets.Time);
        var set = await _sets.AddAsync(repository: stranger);
        Directory.CreateDirectory(_sets.Repository.Folder);
        Directory.Move(set.Path, Path.Combine(_sets.Repository.Folder, set.Id));

        Assert.Empty(await ListAsync());
        var failure = await Assert.ThrowsAsync<BackupOfAnotherProjectException>(() => FindAsync(set.Id));
        Assert.Equal("shop!", failure.Owner);
    }

    [Fact]
    public void Two_projects_never_share_a_folder()
    {
        string[] names = ["shop", "shop!", "shop?", "shop_", "shop.", "shop-test", "..", ".", "a/b", "상점", new string('x', 300), new string('x', 64)];

        var folders = names.Select(name => BackupRepository.Of(new DeployProject { Root = _sets.Root, Name = name }, "sets", _sets.Time).Folder).ToList();

        Assert.Equal(names.Length, folders.Distinct(StringComparer.OrdinalIgnoreCase).Count());
        Assert.All(folders, folder => Assert.Equal(_sets["sets"], Path.GetDirectoryName(folder)));
        Assert.Equal(_sets["sets/shop"], folders[0]);
    }

    [UnixFact]
    public async Task Garbage_in_the_folder_is_survived()
    {
        var set = await _sets.AddAsync();
        var folder = _sets.Repository.Folder;
        await File.WriteAllTextAsync(Path.Combine(folder, "notes.txt"), "mine");
        await File.WriteAllTextAsync(Path.Combine(folder, "20261101T020000Z-0000"), "a file");
        Directory.CreateDirectory(Path.Combine(folder, "lost+found"));
        Directory.CreateDirectory(Path.Combine(folder, "20261102T020000Z-0000"));
        Directory.CreateDirectory(Path.Combine(folder, "20261103T020000Z-0000", "manifest.json"));
        Directory.CreateSymbolicLink(Path.Combine(folder, "20261104T020000Z-0000"), set.Path);
        Directory.CreateDirectory(Path.Combine(folder, "20261105T020000Z-0000"));
        File.CreateSymbolicLink(Path.Combine(folder, "20261105T020000Z-0000", "manifest.json"), "/dev/zero");
        Directory.CreateDirectory(Path.Combine(folder, "20261106T020000Z-0000"));
        await File.WriteAllBytesAsync(Path.Combine(folder, "20261106T020000Z-0000", "manifest.json"), new byte[100]);
        Directory.CreateSymbolicLink(Path.Combine(folder, "loop"), folder);
        Directory.CreateDirectory(Path.Combine(folder, "odd\nname"));

        var sets = await ListAsync();

        Assert.Equal(
            [New, "20261106T020000Z-0000", "20261105T020000Z-0000", "20261103T020000Z-0000", "20261102T020000Z-0000"], sets.Select(one => one.Id));
        Assert.Equal(New, Assert.Single(sets, one => one.Problem is null).Id);
        Assert.Equal(New, (await FindAsync(null)).Id);
    }

    [Fact]
    public async Task Folders_and_files_are_their_owners_alone()
    {
        var set = await _sets.AddAsync();

        if (!OperatingSystem.IsWindows())
        {
            Assert.Equal((UnixFileMode)0b111_000_000, File.GetUnixFileMode(_sets.Repository.Folder));
            Assert.Equal((UnixFileMode)0b110_000_000, File.GetUnixFileMode(Path.Combine(set.Path, "manifest.json")));
        }

        Assert.True(File.Exists(_sets[".deployops/.gitignore"]));
    }

    [Fact]
    public async Task A_manifest_that_cannot_be_written_leaves_the_old_one()
    {
        var set = await _sets.AddAsync();
        var before = await File.ReadAllBytesAsync(Path.Combine(set.Path, "manifest.json"));

        await Assert.ThrowsAsync<ArgumentException>(() => _sets.Repository.SealAsync(set, set.Manifest! with { Id = Old }, CancellationToken.None));
        await Assert.ThrowsAsync<BackupNotWritableException>(
            () => _sets.Repository.SealAsync(set with { Path = Path.Combine(_sets["elsewhere"], New) }, set.Manifest! with { Reason = "x" }, CancellationToken.None));

        Assert.Equal(before, await File.ReadAllBytesAsync(Path.Combine(set.Path, "manifest.json")));
        Assert.Empty(Directory.GetFiles(set.Path, "*.part"));
    }

    public void Dispose() => _sets.Dispose();

    private Task<IReadOnlyList<BackupSet>> ListAsync() => _sets.Repository.ListAsync(CancellationToken.None);

    private Task<BackupSet> FindAsync(string? name, BackupState least = BackupState.Partial) => _sets.Repository.FindAsync(name, least, CancellationToken.None);
}
