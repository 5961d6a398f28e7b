using DeployOps.Engine.Compose.Model.Yaml;

namespace DeployOps.Engine.Compose.Model.Loading;

/// <summary>Whether two values say the same, wherever they stand.</summary>
internal static class ComposeEquality
{
    public static bool Same(ComposeNode one, ComposeNode other) => (one, other) switch
    {
        (ComposeScalar first, ComposeScalar second) => first.Kind == second.Kind && first.Text == second.Text,
        (ComposeSequence first, ComposeSequence second) =>
            first.Items.Count == second.Items.Count && first.Items.Zip(second.Items).All(pair => Same(pair.First, pair.Second)),
        (ComposeMapping first, ComposeMapping second) =>
            first.Entries.Count == second.Entries.Count
            && first.Entries.All(entry => second[entry.Key] is { } value && Same(entry.Value, value)),
        _ => false,
    };
}
