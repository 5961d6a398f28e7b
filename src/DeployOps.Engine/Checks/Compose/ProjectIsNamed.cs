using DeployOps.Engine.Checks.Compose.Facts;

namespace DeployOps.Engine.Checks.Compose;

/// <summary>Without a name the folder gives it: a release from another folder then starts a second stack beside the first.</summary>
/// <remarks>Source: compose specification, 04-version-and-name; dclint require-project-name-field.</remarks>
public sealed class ProjectIsNamed : ComposeCheck
{
    /// <inheritdoc/>
    public override CheckDescriptor Descriptor { get; } =
        new("COM008", "The project has a name of its own", CheckFamily.Compose, Severity.P2, "RB13", "compose specification, 04-version-and-name; dclint require-project-name-field");

    /// <inheritdoc/>
    protected override IEnumerable<Finding> Look(ComposeFact compose)
    {
        if (compose.Model.Name is null && compose.Model.Root.Entries.Count > 0)
        {
            yield return Warn(
                compose, "name", compose.Model.Root.Source, "the project's name comes from the folder it lies in, so a copy elsewhere starts a second stack",
                "Write 'name: …' at the top of the compose file.");
        }
    }
}
