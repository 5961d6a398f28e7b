namespace DeployOps.Engine.Backups.Sets;

/// <summary>What is in a store or in a dump of it: counts, and a hash over the content that does not depend on the order in which a server gives it.</summary>
/// <param name="Counts">The counts, ordered by kind and name (ordinal).</param>
/// <param name="Hash">The content hash, such as <c>rows-sha256:4f…</c>; <see langword="null"/> where it was not taken. Equal content has equal hashes, on any server of the kind.</param>
public sealed record StoreContent(IReadOnlyList<ContentCount> Counts, string? Hash)
{
    /// <summary>The counts ordered as they are compared.</summary>
    public static IReadOnlyList<ContentCount> Ordered(IEnumerable<ContentCount> counts) =>
        [.. counts.OrderBy(count => count.Kind, StringComparer.Ordinal).ThenBy(count => count.Name, StringComparer.Ordinal)];
}
