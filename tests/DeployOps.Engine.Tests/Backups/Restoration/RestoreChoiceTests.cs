using DeployOps.Engine.Backups;
using DeployOps.Engine.Backups.Restoration;
using DeployOps.Engine.Backups.Sets;
using DeployOps.Engine.DataStores;
using DeployOps.Engine.Tests.Backups.Sets;
using Xunit;

namespace DeployOps.Engine.Tests.Backups.Restoration;

/// <summary>Which set a restore takes when none is named, and what it says of it.</summary>
public sealed class RestoreChoiceTests : IDisposable
{
    private const string RedisOnly = "20261121T020000Z-0003";
    private const string Whole = "20261120T020000Z-0002";
    private static readonly DataStoreKind[] Both = [DataStoreKind.Postgres, DataStoreKind.Redis];
    private readonly SetFolder _sets = new();

    public void Dispose() => _sets.Dispose();

    [Fact]
    public async Task The_newest_set_is_taken_without_a_word_when_it_holds_everything()
    {
        await _sets.AddAsync(Whole, BackupState.Verified);

        var choice = await ChooseAsync([], Both);

        Assert.Equal(Whole, choice.Set.Id);
        Assert.Empty(choice.Notes);
    }

    [Fact]
    public async Task A_newer_set_of_one_store_is_passed_over_aloud()
    {
        await AddBothAsync();

        var choice = await ChooseAsync([], Both);

        Assert.Equal(Whole, choice.Set.Id);
        Assert.Contains($"{RedisOnly} is newer and was not taken, because it holds only Redis", Assert.Single(choice.Notes), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_newest_set_with_the_named_store_is_taken()
    {
        await AddBothAsync();

        Assert.Equal(RedisOnly, (await ChooseAsync([DataStoreKind.Redis], [])).Set.Id);
        Assert.Equal(Whole, (await ChooseAsync([DataStoreKind.Postgres], [])).Set.Id);
        await Assert.ThrowsAsync<StoreNotInBackupException>(() => ChooseAsync([DataStoreKind.Graph], []));
    }

    [Fact]
    public async Task A_store_that_the_set_lacks_is_named_aloud()
    {
        await _sets.AddAsync(RedisOnly, BackupState.Verified, kinds: [DataStoreKind.Redis]);

        var choice = await ChooseAsync([], Both);

        Assert.Equal([$"Attention: {RedisOnly} holds no Postgres, which stays as it is. No verified set holds it."], choice.Notes);
    }

    [Fact]
    public async Task A_newer_set_of_another_installation_is_not_taken_and_named()
    {
        await _sets.AddAsync(Whole, BackupState.Verified);
        await _sets.AddAsync(RedisOnly, BackupState.Verified, stack: "shop-stage");

        var choice = await ChooseAsync([], Both);

        Assert.Equal(Whole, choice.Set.Id);
        Assert.Contains("of another installation (compose project 'shop-stage')", Assert.Single(choice.Notes), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_named_set_of_another_installation_is_taken_with_a_loud_note_and_an_own_one_without()
    {
        await _sets.AddAsync(Whole, BackupState.Verified);
        await _sets.AddAsync(RedisOnly, BackupState.Verified, stack: "shop-stage");

        Assert.StartsWith($"Attention: {RedisOnly} is of another installation", Assert.Single((await NamedAsync(RedisOnly)).Notes), StringComparison.Ordinal);
        Assert.Empty((await NamedAsync(Whole)).Notes);
    }

    private async Task AddBothAsync()
    {
        await _sets.AddAsync(Whole, BackupState.Verified);
        await _sets.AddAsync(RedisOnly, BackupState.Verified, kinds: [DataStoreKind.Redis]);
    }

    private BackupRepository Repository() => BackupRepository.Of(_sets.Project, null, _sets.Time, "shop");

    private Task<RestoreChoice> ChooseAsync(IReadOnlyList<DataStoreKind> named, IReadOnlyList<DataStoreKind> stores) => RestoreChoice.NewestAsync(Repository(), named, stores, default);

    private Task<RestoreChoice> NamedAsync(string name) => RestoreChoice.NamedAsync(Repository(), name, default);
}
