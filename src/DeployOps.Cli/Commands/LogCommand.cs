using System.CommandLine;

namespace DeployOps.Cli.Commands;

/// <summary><c>deployops log</c>: the release log.</summary>
internal static class LogCommand
{
    public static Command Create() => new("log", "Write and read the release log.")
    {
        LogWriteCommand.Create(),
        LogShowCommand.Create(),
    };
}
