namespace DeployOps.Engine.EnvFiles;

/// <summary>Recognises a value that only stands in for one: <c>changeme</c>, <c>&lt;your key&gt;</c>, <c>xxx</c>.</summary>
public static class PlaceholderValues
{
    private static readonly string[] Beginnings =
        ["change", "your-", "your_", "yours", "replace", "todo", "fixme", "fill", "example", "placeholder", "dummy", "insert-", "insert_", "enter-", "enter_", "put-", "<", "{{", "[your", "..."];

    private static readonly string[] Parts = ["changeme", "change-me", "change_me", "change this", "your-secret", "your_secret", "replace-me", "replace_me"];

    /// <summary>True for an empty value and for one that only stands in for a real one.</summary>
    /// <param name="value">The value.</param>
    public static bool IsPlaceholder(string value)
    {
        ArgumentNullException.ThrowIfNull(value);
        var text = value.Trim();
        return text.Length == 0
            || Array.Exists(Beginnings, beginning => text.StartsWith(beginning, StringComparison.OrdinalIgnoreCase))
            || Array.Exists(Parts, part => text.Contains(part, StringComparison.OrdinalIgnoreCase))
            || (text.Length > 1 && text.All(character => character is 'x' or 'X' or '*' or '.' or '-' or '_' or '?'));
    }
}
