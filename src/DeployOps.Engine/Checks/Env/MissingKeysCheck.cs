using DeployOps.Engine.Checks.Env.Reading;
using DeployOps.Engine.EnvFiles;

namespace DeployOps.Engine.Checks.Env;

/// <summary>Every key of the sample stands in the environment file (seed 003, 3.2).</summary>
public sealed class MissingKeysCheck : EnvCheck
{
    /// <inheritdoc/>
    public override CheckDescriptor Descriptor { get; } = new(
        "ENV003", "Every key of the sample is in the environment file", CheckFamily.Env, Severity.P0, "RB1", "seed 003, 3.2 and 6");

    internal override IEnumerable<Finding> Look(EnvFilesFact files, CheckContext context)
    {
        var applies = false;
        foreach (var file in files.Files)
        {
            if (file.Sample is not { } sample)
            {
                continue;
            }

            applies = true;
            var mayBeAbsent = OptionalGroups.KeysThatMayBeAbsent(file, context.Project.Env);
            foreach (var (key, line) in sample.Keys)
            {
                if (!file.Winners.ContainsKey(key) && !mayBeAbsent.Contains(key))
                {
                    yield return Fail(
                        EnvKeys.Display(key), $"is in {sample.Name} (line {line}) and not in the environment file", "Add the key with its value (New-EnvFile -Merge adds what is missing).", file.Name);
                }
            }
        }

        if (!applies)
        {
            yield return NotApplicable("no environment file has a sample");
        }
    }
}
