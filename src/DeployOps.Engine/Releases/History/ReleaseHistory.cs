using DeployOps.Engine.Releases.Journal;

namespace DeployOps.Engine.Releases.History;

/// <summary>A project's releases.</summary>
/// <param name="Operations">The operations, the latest first.</param>
/// <param name="LiveTag">The tag that is live by the journal; <see langword="null"/> when none is.</param>
/// <param name="Services">What runs now against what the live release wanted; empty when the engine was not asked.</param>
/// <param name="Notes">What an admin has to know besides, such as an operation that has no end or damaged lines; without secrets.</param>
public sealed record ReleaseHistory(IReadOnlyList<ReleaseOperation> Operations, string? LiveTag, IReadOnlyList<ServiceRelease> Services, IReadOnlyList<string> Notes);
