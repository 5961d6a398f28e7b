using DeployOps.Engine.Checks.Env.Reading;
using DeployOps.Engine.EnvFiles;

namespace DeployOps.Engine.Checks.Env;

/// <summary>A key of the sample has a value: compose passes on an empty one without a word.</summary>
public sealed class EmptyValuesCheck : EnvCheck
{
    /// <inheritdoc/>
    public override CheckDescriptor Descriptor { get; } = new(
        "ENV005", "No required value is empty", CheckFamily.Env, Severity.P0, "RB1 PA10", "seed 003, 3.2; seed 000, 4-1");

    internal override IEnumerable<Finding> Look(EnvFilesFact files, CheckContext context)
    {
        foreach (var file in files.Files)
        {
            var mayBeEmpty = OptionalGroups.KeysThatMayBeEmpty(file, context.Project.Env);
            foreach (var entry in file.Winners.Values.Where(entry => string.IsNullOrWhiteSpace(entry.Value)).OrderBy(entry => entry.Line))
            {
                // Without a sample only a secret is known to be needed.
                var isRequired = file.Sample is { } sample ? sample.Keys.ContainsKey(entry.Key) : SecretKeyNames.IsSecret(entry.Key);
                if (isRequired && !mayBeEmpty.Contains(entry.Key))
                {
                    var inherits = entry.IsInherited ? "has no value here, and the process environment has none either" : "is empty";
                    yield return Fail(file, entry, inherits, "Fill in its value; a key that may be empty belongs under a comment with 'optional' in the sample.");
                }
            }
        }
    }
}
