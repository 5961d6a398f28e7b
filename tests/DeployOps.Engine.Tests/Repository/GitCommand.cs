using System.Diagnostics;

namespace DeployOps.Engine.Tests.Repository;

/// <summary>Runs git to prepare a repository, away from the settings of whoever runs the tests.</summary>
internal static class GitCommand
{
    public static string Ask(string folder, string? input, params string[] arguments)
    {
        var start = new ProcessStartInfo("git", ["-c", "user.name=Test", "-c", "user.email=test@localhost", "-c", "commit.gpgsign=false", "-c", "protocol.file.allow=always", .. arguments])
        {
            WorkingDirectory = folder,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["GIT_CONFIG_GLOBAL"] = OperatingSystem.IsWindows() ? "NUL" : "/dev/null";
        start.Environment["GIT_CONFIG_NOSYSTEM"] = "1";
        start.Environment["XDG_CONFIG_HOME"] = folder;
        using var process = Process.Start(start)!;
        var error = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEndAsync();
        process.StandardInput.Write(input);
        process.StandardInput.Close();
        process.WaitForExit();
        return process.ExitCode <= 1 ? output.Result : throw new InvalidOperationException(error.Result);
    }

    public static void Run(string folder, params string[] arguments) => Ask(folder, null, arguments);

    public static void Initialise(string folder) => Run(folder, "init", "--quiet", "--initial-branch=main");

    public static void Commit(string folder)
    {
        Run(folder, "add", "--all", "--force");
        Run(folder, "commit", "--quiet", "--allow-empty", "--message", "state");
    }
}
