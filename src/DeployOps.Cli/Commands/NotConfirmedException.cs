using DeployOps.Engine;

namespace DeployOps.Cli.Commands;

/// <summary>What destroys was not agreed to.</summary>
internal sealed class NotConfirmedException(string reason, string action) : DeployOpsException("NotConfirmed", FailureKind.Usage, $"Nothing was done: {reason}.", action);
