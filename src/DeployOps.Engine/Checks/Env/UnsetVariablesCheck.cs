using DeployOps.Engine.Checks.Env.Reading;
using DeployOps.Engine.EnvFiles;

namespace DeployOps.Engine.Checks.Env;

/// <summary>A variable that is not set becomes nothing (Compose documentation, "Interpolation"); mostly it is a <c>$</c> in a password.</summary>
public sealed class UnsetVariablesCheck : EnvCheck
{
    /// <inheritdoc/>
    public override CheckDescriptor Descriptor { get; } = new(
        "ENV012", "Every variable that a value refers to is set", CheckFamily.Env, Severity.P1, "RB1 RB4", "Compose documentation, interpolation");

    internal override IEnumerable<Finding> Look(EnvFilesFact files, CheckContext context)
    {
        foreach (var file in files.Files)
        {
            foreach (var entry in file.File.Entries.Where(entry => entry.UnsetNames.Count > 0))
            {
                // A "$" in a password makes a piece of the password look like a name, so only names known otherwise are shown.
                var known = entry.UnsetNames.Where(name => EnvKeys.IsUsual(name) && files.KnownNames.Contains(name)).ToList();
                var what = known.Count == entry.UnsetNames.Count ? string.Join(", ", known) : "a variable";
                yield return Warn(file, entry, $"refers to {what}, which is not set at this point; compose puts nothing there", "Set the variable further up, or write '$$' (or single quotes) for a literal dollar sign.");
            }
        }
    }
}
