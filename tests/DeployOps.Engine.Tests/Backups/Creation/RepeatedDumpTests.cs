using System.Text;
using DeployOps.Engine.Backups;
using DeployOps.Engine.Backups.Sets;
using Xunit;

namespace DeployOps.Engine.Tests.Backups.Creation;

/// <summary>A store whose dump was begun again.</summary>
public sealed class RepeatedDumpTests : IDisposable
{
    private readonly FakeProject _project = new();

    public void Dispose() => _project.Dispose();

    [Fact]
    public async Task A_store_may_begin_its_file_anew_and_what_it_says_against_its_dump_is_in_the_manifest()
    {
        _project.Postgres.Instead = async (files, _) =>
        {
            foreach (var content in new[] { "the first attempt, which is longer", "second" })
            {
                await using var stream = files.Create("postgres.dump");
                await stream.WriteAsync(Encoding.UTF8.GetBytes(content));
            }
        };
        _project.Postgres.Doubt = "It was written to meanwhile.";

        var report = await _project.BackUpAsync();

        var set = Assert.Single(await _project.SetsAsync());
        Assert.Equal((BackupState.Complete, 0), (set.State, report.ExitCode));
        Assert.Equal("second", await File.ReadAllTextAsync(Path.Combine(set.Path, "postgres.dump")));
        Assert.Single(set.Manifest!.Stores[0].Files);
        Assert.Equal(("It was written to meanwhile.", "It was written to meanwhile."), (set.Manifest.Stores[0].Doubt, Assert.Single(set.Manifest.Stores[0].Notes)));
        Assert.Empty(await BackupRepository.HashFilesAsync(set, null, null, CancellationToken.None));
    }
}
