namespace DeployOps.Engine.Compose.Model.Merging;

/// <summary>
/// Rules for places such as <c>services.*.build.args</c>, kept as a tree that is walked together with the values, so that
/// a thousand services cost no comparison of paths.
/// </summary>
/// <typeparam name="TRule">What is to be done there.</typeparam>
internal sealed class PathRules<TRule>
    where TRule : class
{
    private readonly Dictionary<string, PathRules<TRule>> _children = new(StringComparer.Ordinal);
    private PathRules<TRule>? _any;

    /// <summary>The rule of this place, when there is one.</summary>
    public TRule? Rule { get; private set; }

    /// <summary>Adds a rule. A <c>*</c> stands for any name.</summary>
    public PathRules<TRule> Add(string path, TRule rule)
    {
        var at = this;
        foreach (var part in path.Split('.'))
        {
            if (part == "*")
            {
                at = at._any ??= new PathRules<TRule>();
            }
            else if (at._children.TryGetValue(part, out var child))
            {
                at = child;
            }
            else
            {
                at = at._children[part] = new PathRules<TRule>();
            }
        }

        at.Rule = rule;
        return this;
    }

    /// <summary>The rules below a name; null when there are none.</summary>
    public PathRules<TRule>? Below(string name) => _children.GetValueOrDefault(name) ?? _any;
}
