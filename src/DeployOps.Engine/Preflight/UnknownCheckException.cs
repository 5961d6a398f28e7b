namespace DeployOps.Engine.Preflight;

/// <summary>No check has the identifier that the caller or <c>deployops.yml</c> names. Nothing was run.</summary>
public sealed class UnknownCheckException(string id)
    : DeployOpsException(
        "UnknownCheck",
        FailureKind.Usage,
        $"No check has the identifier '{id}' or one that starts with it; nothing was run.",
        "List the checks with 'deployops preflight --list' or by completing -Check.")
{
    /// <summary>The identifier.</summary>
    public string CheckId { get; } = id;
}
