using DeployOps.Engine.Releases.Journal;
using DeployOps.Engine.Releases.Log;
using DeployOps.Engine.Releases.Operations;

namespace DeployOps.Engine.Releases.Rollback;

/// <summary>What the report of a release says of the way back: only what a rollback would then really do.</summary>
internal static class RollbackOffer
{
    /// <summary>A clause for the end of a sentence; empty when there is no way back.</summary>
    /// <param name="journal">The journal, in which the release has no end yet.</param>
    /// <param name="number">The operation that has just put it live.</param>
    public static string Of(JournalContent journal, long number)
    {
        var done = journal with { Operations = [.. journal.Operations.Select(operation => operation.Number == number ? operation with { Result = ReleaseResult.Succeeded } : operation)] };
        try
        {
            return $"; {RollbackChoice.NameOf(RollbackChoice.Of(done, new RollbackOptions()), LiveRelease.Of(done))} can be gone back to";
        }
        catch (NoReleaseToGoBackToException)
        {
            return "";
        }
        catch (IrreversibleMigrationException crossed)
        {
            return $"; there is no way back but by force, because {string.Join(", ", crossed.Migrations)} cannot be undone";
        }
    }
}
