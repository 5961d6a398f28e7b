using DeployOps.Engine.Checks.Env.Reading;
using DeployOps.Engine.EnvFiles;

namespace DeployOps.Engine.Checks.Env;

/// <summary>Of an optional feature all keys are set, or none (seed 001, section 6).</summary>
public sealed class OptionalGroupsCheck : EnvCheck
{
    /// <inheritdoc/>
    public override CheckDescriptor Descriptor { get; } = new(
        "ENV014", "Of each optional feature all keys are set, or none", CheckFamily.Env, Severity.P1, "CH5", "seed 001, section 6");

    internal override IEnumerable<Finding> Look(EnvFilesFact files, CheckContext context)
    {
        var applies = false;
        foreach (var file in files.Files)
        {
            foreach (var group in OptionalGroups.Of(file, context.Project.Env))
            {
                applies = true;
                var missing = group.Keys.Where(key => !file.IsSet(key)).ToList();
                if (missing.Count == 0 || missing.Count == group.Keys.Count)
                {
                    continue;
                }

                var set = group.Keys.Count - missing.Count;
                foreach (var key in missing)
                {
                    yield return Fail(
                        EnvKeys.Display(key), $"is not set, while {set} of the {group.Keys.Count} keys of {group.Name} are", "Set all keys of the feature, or none.", file.Name, file.Winners.GetValueOrDefault(key)?.Line);
                }
            }
        }

        if (!applies)
        {
            yield return NotApplicable("the project has no optional features");
        }
    }
}
