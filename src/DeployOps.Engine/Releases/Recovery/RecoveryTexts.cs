namespace DeployOps.Engine.Releases.Recovery;

/// <summary>What both faces say about a recovery.</summary>
public static class RecoveryTexts
{
    /// <summary>Said when there is nothing to close.</summary>
    public const string NothingOpen = "Nothing to repair: every release that was begun has its end. Nothing was changed.";
}
