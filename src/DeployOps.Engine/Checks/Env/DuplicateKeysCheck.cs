using DeployOps.Engine.Checks.Env.Reading;

namespace DeployOps.Engine.Checks.Env;

/// <summary>Compose takes the last of two equal keys silently (compose-go, <c>dotenv</c>); other readers take the first.</summary>
public sealed class DuplicateKeysCheck : EnvCheck
{
    /// <inheritdoc/>
    public override CheckDescriptor Descriptor { get; } = new(
        "ENV006", "No key is defined twice in a file", CheckFamily.Env, Severity.P1, "RB1", "compose-go, dotenv");

    internal override IEnumerable<Finding> Look(EnvFilesFact files, CheckContext context)
    {
        foreach (var file in files.Files)
        {
            var first = new Dictionary<string, int>(StringComparer.Ordinal);
            foreach (var entry in file.File.Entries.Where(entry => entry.Key.Length > 0))
            {
                if (!first.TryAdd(entry.Key, entry.Line))
                {
                    yield return Fail(file, entry, $"stands in line {first[entry.Key]} and again in line {entry.Line}; the last one counts", "Remove one of the two.");
                }
            }
        }
    }
}
