namespace DeployOps.Engine.Stores.Graph.PackStream;

/// <summary>Bytes that should be PackStream are not. The reason never repeats a value.</summary>
public sealed class PackStreamFormatException(string reason, Exception? innerException = null)
    : DeployOpsException(
        "PackStreamMalformed",
        FailureKind.InvalidData,
        $"A value cannot be exchanged with the graph server: {reason}. It is not shown; this request or row was given up.",
        "For a value of this side, correct it. For one of the server, look at its version and whether anything between here and there changes what passes.",
        innerException)
{
    /// <summary>What is wrong, without the value.</summary>
    public string Reason { get; } = reason;
}
