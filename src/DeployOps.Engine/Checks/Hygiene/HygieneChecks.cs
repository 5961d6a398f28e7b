namespace DeployOps.Engine.Checks.Hygiene;

/// <summary>The checks of the family <see cref="CheckFamily.Hygiene"/>, in the order of their identifiers.</summary>
public static class HygieneChecks
{
    /// <summary>All of them.</summary>
    public static IReadOnlyList<ICheck> All { get; } =
    [
        new GitIgnoresSecrets(),
        new GitIgnoresLeftovers(),
        new BuildContextsHaveIgnoreFile(),
        new BuildContextsKeepSecretsOut(),
        new BuildContextsKeepLeftoversOut(),
        new SourceHoldsNoTokens(),
        new SourceHoldsNoPrivateKeys(),
        new SourceAssignsNoSecrets(),
        new NoEnvFileIsTracked(),
        new NoKeyFileIsTracked(),
        new NothingUnwantedIsSent(),
        new ForbiddenPatternsAreGone(),
        new EveryFileWasLookedAt(),
        new ExceptionsAreStillNeeded(),
        new ImageHoldsNoSecretFiles(),
        new ImageHoldsNoLeftovers(),
        new ImageHoldsNoSecrets(),
        new ImageConfigurationHoldsNoSecrets(),
        new ImageHoldsNoForbiddenPatterns(),
    ];
}
