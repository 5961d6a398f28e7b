using DeployOps.Engine.Processes;

namespace DeployOps.Engine.Compose.DockerCli;

/// <summary>Tells docker's failures apart by what it writes to standard error, and shows none of it.</summary>
internal static class DockerErrors
{
    private static readonly string[] Unreachable =
    [
        "Cannot connect to the Docker daemon", "error during connect", "docker daemon is not running", "failed to connect to the docker API",
    ];

    public static bool IsPluginMissing(ProcessResult result) =>
        Says(result, "is not a docker command") || Says(result, "unknown command: docker compose") || Says(result, "unknown shorthand flag: 'f'");

    public static bool IsImageMissing(ProcessResult result) => Says(result, "No such image") || Says(result, "no such object");

    public static bool IsImageInUse(ProcessResult result) => Says(result, "is being used by") || Says(result, "is using its referenced image");

    public static bool IsContainerMissing(ProcessResult result) => Says(result, "No such container");

    public static void ThrowIfUnreachable(ProcessResult result)
    {
        if (Says(result, "permission denied while trying to connect"))
        {
            throw new DockerDaemonUnreachableException(isRefused: true);
        }

        if (Array.Exists(Unreachable, sign => Says(result, sign)))
        {
            throw new DockerDaemonUnreachableException(isRefused: false);
        }
    }

    public static void ThrowIfFailed(ProcessResult result, string command)
    {
        if (!result.Succeeded)
        {
            ThrowIfUnreachable(result);
            throw new DockerCommandFailedException(command, result.ExitCode);
        }
    }

    private static bool Says(ProcessResult result, string sign) => result.StandardError.Reveal().Contains(sign, StringComparison.OrdinalIgnoreCase);
}
