using System.Globalization;
using DeployOps.Engine.Compose.Stacks;
using DeployOps.Engine.Processes;

namespace DeployOps.Engine.Backups.Stores.Postgres;

/// <summary>The client programs of one version of PostgreSQL, on this machine or in a container.</summary>
/// <param name="Folder">Where they are, on this machine; empty for PATH.</param>
/// <param name="Version">Their version, such as <c>17.2</c>.</param>
/// <param name="Container">The container they are in; <see langword="null"/> for this machine.</param>
internal sealed record PostgresTool(string Folder, string Version, StackContainer? Container)
{
    /// <summary>
    /// Stops the program when the standard input ends, and so when the docker client is gone: a program in a container does not end with its client.
    /// </summary>
    public const string EndsWithInput = """
        exec 3<&0
        "$@" </dev/null 3<&- &
        work=$!
        (while read -r _; do :; done; kill -TERM "$work") <&3 >/dev/null 2>&1 &
        watch=$!
        exec 3<&-
        wait "$work"
        code=$?
        kill "$watch" 2>/dev/null
        exit "$code"
        """;

    /// <summary>Its major version.</summary>
    public int Major => int.Parse(Version.Split('.')[0], CultureInfo.InvariantCulture);

    /// <summary>How a manifest names it.</summary>
    public string Describe(string program) => Container is null ? $"{program} {Version}" : $"{program} {Version} (container {Container.Name})";

    /// <summary>A start of one of the programs.</summary>
    /// <param name="program">Its name.</param>
    /// <param name="arguments">Its arguments; never a secret.</param>
    /// <param name="variables">Its variables; they are handed on by name, so that no value is on a command line.</param>
    /// <param name="timeout">How long it may take.</param>
    /// <param name="script">A program of the shell that is run with the command as its arguments, in a container.</param>
    public ProcessRequest Start(string program, IReadOnlyList<string> arguments, IReadOnlyDictionary<string, string?> variables, TimeSpan timeout, string? script = null) => new()
    {
        FileName = Container is null ? Path.Combine(Folder, program) : "docker",
        Arguments = Container is null ? arguments :
        [
            "container", "exec", "--interactive",
            .. variables.Where(variable => variable.Value is not null).SelectMany(variable => new[] { "--env", variable.Key }),
            Container.Id, .. script is null ? Array.Empty<string>() : ["sh", "-c", script, "sh"], program, .. arguments,
        ],
        Environment = variables,
        Timeout = timeout,
        Title = program,
    };
}
