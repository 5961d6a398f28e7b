using DeployOps.Engine.Checks.Env.Reading;

namespace DeployOps.Engine.Checks.Env;

/// <summary>A key that the sample does not know is a leftover, or is missing in the sample (seed 003, 3.1: the sample is the list of keys).</summary>
public sealed class UnknownKeysCheck : EnvCheck
{
    private const int MostNamed = 100;

    /// <inheritdoc/>
    public override CheckDescriptor Descriptor { get; } = new(
        "ENV004", "The sample knows every key of the environment file", CheckFamily.Env, Severity.P2, "RB1", "seed 003, 3.1");

    internal override IEnumerable<Finding> Look(EnvFilesFact files, CheckContext context)
    {
        foreach (var file in files.Files)
        {
            if (file.Sample is not { } sample)
            {
                continue;
            }

            var unknown = file.File.Entries.Where(entry => ReferenceEquals(file.Winners[entry.Key], entry) && !sample.Keys.ContainsKey(entry.Key)).ToList();
            foreach (var entry in unknown.Take(MostNamed))
            {
                yield return Warn(file, entry, $"is not in {sample.Name}", "Add the key without its value to the sample, or remove it here.");
            }

            if (unknown.Count > MostNamed)
            {
                yield return Warn(file.Name, $"{unknown.Count - MostNamed} more keys are not in {sample.Name}", "Check that the right sample is named.", file.Name);
            }
        }
    }
}
