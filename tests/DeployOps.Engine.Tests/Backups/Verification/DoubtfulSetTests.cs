using DeployOps.Engine.Backups;
using Xunit;

namespace DeployOps.Engine.Tests.Backups.Verification;

/// <summary>A set whose dump may not be what the store held.</summary>
public sealed class DoubtfulSetTests : IDisposable
{
    private readonly VerifiedProject _shop = new();

    public void Dispose() => _shop.Dispose();

    [Fact]
    public async Task It_passes_its_rehearsal_and_is_not_called_verified_and_the_reason_is_said()
    {
        var set = await _shop.Sets.AddAsync();
        var manifest = set.Manifest!;
        var doubtful = manifest with { Stores = [manifest.Stores[0], manifest.Stores[1] with { Doubt = "It was written to meanwhile." }] };
        await _shop.Sets.Repository.SealAsync(set, doubtful, CancellationToken.None);

        var report = await _shop.VerifyAsync(VerificationLevel.Restore);

        Assert.Equal((true, 0, BackupState.Complete), (report.Passed, report.ExitCode, report.Set.State));
        Assert.Contains("The set passed and is not called verified: Redis: It was written to meanwhile.", report.Notes);
        Assert.Equal("It was written to meanwhile.", (await _shop.ManifestAsync()).Stores[1].Doubt);
    }
}
