using DeployOps.Engine.Checks.Compose.Facts;
using DeployOps.Engine.Checks.Compose.Policies;
using DeployOps.Engine.EnvFiles;

namespace DeployOps.Engine.Checks.Compose;

/// <summary>Finds <c>${POSTGRES_PASSWORD:-change_me}</c>: a forgotten secret then is one that everybody knows.</summary>
/// <remarks>Source: seed 000, PA10: no default such as change_me_in_env; compose specification, 12-interpolation.</remarks>
public sealed class SecretHasNoDefault : ComposeCheck
{
    /// <inheritdoc/>
    public override CheckDescriptor Descriptor { get; } =
        new("COM036", "No secret has a default", CheckFamily.Compose, Severity.P0, "PA10", "seed 000, PA10: no default such as change_me_in_env; compose specification, 12-interpolation");

    /// <inheritdoc/>
    protected override IEnumerable<Finding> Look(ComposeFact compose)
    {
        foreach (var use in compose.Model.VariableUses.Where(use => use.Variable.HasDefault && SecretKeyNames.IsSecret(use.Variable.Name)))
        {
            if (LiteralSecret.WithoutVariables(use.Variable.Argument).Trim().Length > 0)
            {
                yield return Fail(
                    compose, compose.NameOf(use.Variable), use.Source, "the secret has a default in the compose file, which everybody can read",
                    $"Write ${{{compose.NameOf(use.Variable)}:?}}, which refuses to go on without a value.");
            }
        }
    }
}
