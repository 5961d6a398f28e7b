namespace DeployOps.Engine.Releases.Smoke;

/// <summary>The stack publishes no port that could be asked.</summary>
public sealed class SmokeAddressUnknownException(string stack)
    : DeployOpsException(
        "SmokeAddressUnknown",
        FailureKind.NotFound,
        $"No running container of the stack '{stack}' publishes a port that looks like a web server's; nothing was asked.",
        "Set smoke.base-url in deployops.yml to where the stack answers, or name the address for this run. 'docker compose ps' shows what runs.");

/// <summary>The address to ask cannot be one.</summary>
public sealed class SmokeAddressInvalidException()
    : DeployOpsException(
        "SmokeAddressInvalid",
        FailureKind.Usage,
        "The address for the smoke test is not an http or https URL without credentials, query and fragment; nothing was asked.",
        "Give an address such as https://shop.example. A token is named by 'token-variable' in deployops.yml.");

/// <summary>A path was asked for that the project's list does not hold.</summary>
public sealed class SmokePathUnknownException(string path, IEnumerable<string> known)
    : DeployOpsException(
        "SmokePathUnknown",
        FailureKind.Usage,
        $"The path '{path}' is not in the list of the smoke test; nothing was asked.",
        $"Take one of {string.Join(", ", known)}, or add the path to smoke.requests in deployops.yml.")
{
    /// <summary>The path.</summary>
    public string Path { get; } = path;
}

/// <summary>There is neither a request to make nor a log to read.</summary>
public sealed class SmokeTestEmptyException()
    : DeployOpsException(
        "SmokeTestEmpty",
        FailureKind.Usage,
        "There is nothing to ask: the list of requests is empty and the logs are left out.",
        "Add a request to smoke.requests in deployops.yml, or do not leave out the logs.");

/// <summary>The stack has no container whose log could be read.</summary>
public sealed class StackNotRunningException(string stack)
    : DeployOpsException(
        "StackNotRunning",
        FailureKind.NotFound,
        $"The stack '{stack}' has no container on this machine's docker engine; its logs were not read.",
        "Start it, or look at the name with 'docker compose ls --all'. A stack on another machine is asked without its logs.");
