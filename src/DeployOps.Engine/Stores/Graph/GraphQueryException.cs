using DeployOps.Engine.Processes;

namespace DeployOps.Engine.Stores.Graph;

/// <summary>
/// The graph server answered a request with a failure. The connection stays usable; an explicit transaction is rolled back.
/// The server's own words may quote the query, so they are kept aside as captured text.
/// </summary>
public sealed class GraphQueryException(string code, CapturedText serverMessage, bool isUsable)
    : DeployOpsException(
        "GraphQueryFailed",
        code.Contains(".Security.", StringComparison.Ordinal) ? FailureKind.Permission : FailureKind.Environment,
        $"The graph server refused a request: {code}; its transaction is rolled back. The server's words are not shown, because they may quote values.",
        "Look the code up in the server's status codes, and look at its log.")
{
    /// <summary>The code for a request that the server passed over because of something that went wrong before it.</summary>
    public const string Ignored = "Ignored";

    /// <summary>The server's code, such as <c>Neo.ClientError.Statement.SyntaxError</c>.</summary>
    public string Code { get; } = code;

    /// <summary>The server's own words, to be shown only through a redactor.</summary>
    public CapturedText ServerMessage { get; } = serverMessage;

    /// <summary>Whether the session can be used further.</summary>
    public bool IsSessionUsable { get; } = isUsable;

    /// <summary>Whether the same request may succeed when it is repeated.</summary>
    public bool IsTransient { get; } = code.StartsWith("Neo.TransientError.", StringComparison.Ordinal);
}
