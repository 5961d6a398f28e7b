namespace DeployOps.Engine.Releases.Diagnosis;

/// <summary>What one look makes of something, before all of them are weighed against each other. Its texts are masked already.</summary>
/// <param name="Service">The service.</param>
/// <param name="Cause">One of <see cref="DiagnosisCause"/>.</param>
/// <param name="Confidence">How sure it is, from 0 to 100.</param>
/// <param name="Explanation">What speaks for it.</param>
internal sealed record Suspicion(string Service, string Cause, int Confidence, string Explanation)
{
    /// <summary>The container; empty when it is about none.</summary>
    public string Container { get; init; } = "";

    /// <summary>The first error line; empty without one.</summary>
    public string FirstError { get; init; } = "";

    /// <summary>Another service of the stack that it points at; <see langword="null"/> for none.</summary>
    public string? Peer { get; init; }

    /// <summary>What it names besides: a port, a variable, an image; empty for nothing.</summary>
    public string Subject { get; init; } = "";

    /// <summary>Whether it says no more than that something is wrong: a more exact one of the same service takes its place.</summary>
    public bool IsGeneral { get; init; }
}
