using DeployOps.Engine.Compose.Model.Yaml;
using DeployOps.Engine.EnvFiles;

namespace DeployOps.Engine.Checks.Compose.Structure;

/// <summary>A key the specification does not know.</summary>
/// <param name="Path">Where, such as <c>services.web</c>.</param>
/// <param name="Key">The key, fit to be shown.</param>
/// <param name="Source">The place.</param>
/// <param name="Known">The keys that are known there.</param>
internal sealed record UnknownKey(string Path, string Key, SourceLine Source, IReadOnlyCollection<string> Known);

/// <summary>A value of another shape than the specification asks.</summary>
/// <param name="Path">Where, such as <c>services.web.ports</c>.</param>
/// <param name="Source">The place.</param>
/// <param name="Wanted">The shapes that are allowed.</param>
internal sealed record WrongShape(string Path, SourceLine Source, ComposeShapes Wanted);

/// <summary>Holds a merged compose file against the schema.</summary>
internal sealed class ComposeSchemaWalk
{
    private readonly List<UnknownKey> _unknown = [];
    private readonly List<WrongShape> _wrong = [];

    private ComposeSchemaWalk()
    {
    }

    public IReadOnlyList<UnknownKey> UnknownKeys => _unknown;

    public IReadOnlyList<WrongShape> WrongShapes => _wrong;

    public static ComposeSchemaWalk Of(ComposeMapping root)
    {
        var walk = new ComposeSchemaWalk();
        walk.Visit(root, ComposeSchema.Root, "");
        return walk;
    }

    /// <summary>A key as it may be shown: a mistake in indentation can turn a value into one.</summary>
    public static string Shown(string key) => EnvKeys.IsUsual(key.Replace('-', '_')) ? key : EnvKeys.Hidden;

    private void Visit(ComposeNode node, ComposeSchema schema, string path)
    {
        var shape = node switch { ComposeMapping => ComposeShapes.Mapping, ComposeSequence => ComposeShapes.List, _ => ComposeShapes.Single };
        if (node is ComposeScalar { IsNull: true })
        {
            return;
        }

        if ((schema.Shapes & shape) == 0)
        {
            _wrong.Add(new WrongShape(path, node.Source, schema.Shapes));
            return;
        }

        switch (node)
        {
            case ComposeMapping mapping:
                Visit(mapping, schema, path);
                break;
            case ComposeSequence sequence when schema.Below is { } below && (schema.Shapes & ComposeShapes.Mapping) == 0:
                foreach (var item in sequence.Items)
                {
                    Visit(item, below, path);
                }

                break;
        }
    }

    private void Visit(ComposeMapping mapping, ComposeSchema schema, string path)
    {
        foreach (var entry in mapping.Entries)
        {
            var below = path.Length == 0 ? Shown(entry.Key) : $"{path}.{Shown(entry.Key)}";
            if (schema.Keys is null)
            {
                if (schema.Below is not null && (path.Length == 0 || !entry.Key.StartsWith("x-", StringComparison.Ordinal)))
                {
                    Visit(entry.Value, schema.Below, below);
                }
            }
            else if (schema.Keys.TryGetValue(entry.Key, out var known))
            {
                Visit(entry.Value, known, below);
            }
            else if (!entry.Key.StartsWith("x-", StringComparison.Ordinal))
            {
                _unknown.Add(new UnknownKey(path, Shown(entry.Key), entry.KeySource, schema.Keys.Keys));
            }
        }
    }
}
