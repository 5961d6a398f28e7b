using System.CommandLine;

namespace DeployOps.Cli.Commands;

/// <summary><c>deployops env</c>: environment files.</summary>
internal static class EnvCommand
{
    public static Command Create() => new("env", "Check, make and protect environment files.")
    {
        EnvTestCommand.Create(),
        EnvNewCommand.Create(),
        EnvProtectCommand.Create(),
    };
}
