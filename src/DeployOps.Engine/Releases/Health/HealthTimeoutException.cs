namespace DeployOps.Engine.Releases.Health;

/// <summary>The engine did not list the stack's containers within the time of the look.</summary>
public sealed class HealthTimeoutException(string stack, TimeSpan timeout)
    : DeployOpsException(
        "HealthTimeout",
        FailureKind.Timeout,
        FormattableString.Invariant($"The containers of the stack '{stack}' could not be listed within {timeout.TotalSeconds:0.#} s; nothing was changed."),
        "Look whether the docker engine answers ('docker ps'), or give the look more time.");
