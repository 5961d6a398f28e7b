using DeployOps.Engine.Checks.Compose.Facts;
using DeployOps.Engine.Checks.Compose.Structure;

namespace DeployOps.Engine.Checks.Compose;

/// <summary>Finds a list where a mapping belongs, and the like: compose refuses them.</summary>
/// <remarks>Source: compose specification, JSON schema.</remarks>
public sealed class ValuesHaveTheRightShape : ComposeCheck
{
    /// <inheritdoc/>
    public override CheckDescriptor Descriptor { get; } =
        new("COM004", "Every value has the shape the specification asks", CheckFamily.Compose, Severity.P0, "RB4", "compose specification, JSON schema");

    /// <inheritdoc/>
    protected override IEnumerable<Finding> Look(ComposeFact compose)
    {
        foreach (var wrong in ComposeSchemaWalk.Of(compose.Model.Root).WrongShapes)
        {
            yield return Fail(compose, wrong.Path, wrong.Source, $"must be {Describe(wrong.Wanted)}", "Write it as the compose specification shows; often the indentation is wrong.");
        }
    }

    private static string Describe(ComposeShapes shapes)
    {
        string?[] names =
        [
            shapes.HasFlag(ComposeShapes.Single) ? "a single value" : null,
            shapes.HasFlag(ComposeShapes.List) ? "a list" : null,
            shapes.HasFlag(ComposeShapes.Mapping) ? "a mapping" : null,
        ];
        return string.Join(" or ", names.OfType<string>());
    }
}
