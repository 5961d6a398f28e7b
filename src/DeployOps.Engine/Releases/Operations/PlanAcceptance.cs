using System.Security.Cryptography;
using System.Text;
using DeployOps.Engine.Compose.Configuration;

namespace DeployOps.Engine.Releases.Operations;

/// <summary>
/// Whether compose takes the kept plan of a release back. It is asked before anything is replaced: a plan that it refuses is no way back, and
/// that must not be found out when one is needed.
/// </summary>
internal static class PlanAcceptance
{
    /// <summary>Makes sure of it. A plan that differs from the last one that was taken back by its tag alone is not tried again.</summary>
    /// <exception cref="ReleasePlanRefusedException">Compose refuses it; the file is gone.</exception>
    public static async Task DemandAsync(ReleaseSession session, StackRelease release, string text, CancellationToken cancellationToken)
    {
        var accepted = Path.Combine(OperationFolder.All(session.Project), "accepted");
        var shape = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text.Replace(release.Tag, "", StringComparison.Ordinal))));
        if (File.Exists(accepted) && await File.ReadAllTextAsync(accepted, cancellationToken).ConfigureAwait(false) == shape)
        {
            return;
        }

        try
        {
            _ = await session.Engine.Stacks.ResolveAsync(ReleaseReader.PlanOf(session, release), session.Scope(TimeSpan.FromMinutes(1)) with { OnLine = null }, cancellationToken).ConfigureAwait(false);
        }
        catch (ComposeConfigRefusedException refused)
        {
            File.Delete(new OperationFolder(session.Project, release.Number).Plan);
            throw new ReleasePlanRefusedException(release.Tag, refused);
        }

        OperationFolder.Write(accepted, Encoding.UTF8.GetBytes(shape));
    }
}
