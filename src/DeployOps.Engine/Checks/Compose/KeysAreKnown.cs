using DeployOps.Engine.Checks.Compose.Facts;
using DeployOps.Engine.Checks.Compose.Structure;

namespace DeployOps.Engine.Checks.Compose;

/// <summary>Finds misspelt keys, which compose refuses, and says which one was probably meant.</summary>
/// <remarks>Source: compose specification, JSON schema (additionalProperties: false).</remarks>
public sealed class KeysAreKnown : ComposeCheck
{
    /// <inheritdoc/>
    public override CheckDescriptor Descriptor { get; } =
        new("COM003", "Every key is one the compose specification knows", CheckFamily.Compose, Severity.P0, "RB4", "compose specification, JSON schema (additionalProperties: false)");

    /// <inheritdoc/>
    protected override IEnumerable<Finding> Look(ComposeFact compose)
    {
        foreach (var unknown in ComposeSchemaWalk.Of(compose.Model.Root).UnknownKeys)
        {
            var where = unknown.Path.Length == 0 ? "at the top" : $"in {unknown.Path}";
            var fix = NearestName.Of(unknown.Key, unknown.Known) is { } near ? $"Did you mean '{near}'?" : "Remove it, or start it with 'x-' when it is an extension of your own.";
            yield return Fail(compose, unknown.Key, unknown.Source, $"the compose specification knows no such key {where}", fix);
        }
    }
}
