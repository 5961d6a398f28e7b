namespace DeployOps.Engine.Releases.Log;

/// <summary>A record lacks what it must hold. Nothing was written.</summary>
public sealed class ReleaseRecordIncompleteException(IReadOnlyList<string> missing)
    : DeployOpsException(
        "ReleaseRecordIncomplete",
        FailureKind.Usage,
        $"The record is incomplete, nothing was written to the release log. Missing: {string.Join(", ", missing.Select(Words))}.",
        "Fill in what is missing. A release that did not succeed needs the whole Minimum Failure Record.")
{
    /// <summary>The names of what is missing, such as <c>Failure.FirstError</c>.</summary>
    public IReadOnlyList<string> Missing { get; } = missing;

    // "Failure.FirstError" is a property; people say "first error".
    private static string Words(string name) => string.Concat(
        name[(name.LastIndexOf('.') + 1)..].Select((character, index) => index > 0 && char.IsUpper(character) ? $" {char.ToLowerInvariant(character)}" : char.ToLowerInvariant(character).ToString()));
}
