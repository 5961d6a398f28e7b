namespace DeployOps.Engine.Compose.Routes;

/// <summary>A program inside a container that joins its standard input and output with a port of the container.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Command">The command, each argument as one.</param>
/// <param name="PassesHalfClose">Whether the end of its standard input reaches the server as the end of what is sent, while answers still come.</param>
internal sealed record TunnelProgram(string Name, IReadOnlyList<string> Command, bool PassesHalfClose)
{
    /// <summary>
    /// Names the first program that is there. With bash the port is tried at once: the others say only later that nothing listens.
    /// </summary>
    private const string Choice =
        """
        if command -v bash >/dev/null 2>&1; then
          if bash -c 'exec 3<>"/dev/tcp/127.0.0.1/$0"' "$1" 2>/dev/null; then echo bash; else echo closed; fi
        elif command -v socat >/dev/null 2>&1; then echo socat
        elif command -v nc >/dev/null 2>&1; then echo nc
        else echo none; fi
        """;

    /// <summary>
    /// Bash has no way to close one direction of a socket. Both directions are children of their own, and when either ends the other is
    /// ended: whoever holds standard input decides how long answers are still waited for, and nothing is left behind in the container.
    /// </summary>
    private const string BashScript =
        """
        exec 3<>"/dev/tcp/127.0.0.1/$0" || exit 97
        cat <&3 3>&- & answers=$!
        cat <&0 >&3 3>&- & questions=$!
        exec 3>&-
        wait -n "$answers" "$questions"
        kill "$answers" "$questions" 2>/dev/null
        wait
        """;

    /// <summary>The command that says which program is there: <c>bash</c>, <c>socat</c>, <c>nc</c>, <c>none</c>, or <c>closed</c> when nothing listens.</summary>
    public static IReadOnlyList<string> ChoiceCommand(int port) => ["sh", "-c", Choice, "sh", FormattableString.Invariant($"{port}")];

    /// <summary>The program of that name.</summary>
    public static TunnelProgram? Of(string name, int port) => name switch
    {
        "bash" => new TunnelProgram(name, ["bash", "-c", BashScript, FormattableString.Invariant($"{port}")], PassesHalfClose: false),
        "socat" => new TunnelProgram(name, ["socat", "-t", "30", "-", FormattableString.Invariant($"TCP:127.0.0.1:{port}")], PassesHalfClose: true),
        "nc" => new TunnelProgram(name, ["nc", "127.0.0.1", FormattableString.Invariant($"{port}")], PassesHalfClose: true),
        _ => null,
    };
}
