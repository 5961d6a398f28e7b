using DeployOps.Engine.Compose.Model.Services;
using DeployOps.Engine.Compose.Model.Yaml;

namespace DeployOps.Engine.Compose.Model.Reading;

/// <summary>Reads what may be written as a list or as a mapping.</summary>
internal static class ComposeLists
{
    /// <summary>The texts of a list, or a single text.</summary>
    public static IReadOnlyList<ComposeScalar> Texts(ComposeNode? node) => node switch
    {
        ComposeScalar { IsNull: false } one => [one],
        ComposeSequence many => [.. many.Items.OfType<ComposeScalar>().Where(item => !item.IsNull)],
        _ => [],
    };

    /// <summary>Names with values, as <c>KEY: value</c> or <c>- KEY=value</c>.</summary>
    public static IReadOnlyList<ComposeVariable> Variables(ComposeNode? node) => node switch
    {
        ComposeMapping mapping =>
        [
            .. mapping.Entries.Where(entry => entry.Value is ComposeScalar).Select(entry => new ComposeVariable(entry.Key, ValueOf((ComposeScalar)entry.Value), entry.KeySource)),
        ],
        ComposeSequence sequence => [.. sequence.Items.OfType<ComposeScalar>().Where(item => !item.IsNull).Select(Variable)],
        _ => [],
    };

    /// <summary>The names of a list or of a mapping.</summary>
    public static IReadOnlyList<ComposeReference> Names(ComposeNode? node) => [.. Named(node).Select(entry => new ComposeReference(entry.Key, entry.KeySource))];

    /// <summary>The names of a list or of a mapping, with what is said about each.</summary>
    public static IReadOnlyList<ComposeEntry> Named(ComposeNode? node) => node switch
    {
        ComposeMapping mapping => mapping.Entries,
        ComposeSequence sequence => [.. sequence.Items.OfType<ComposeScalar>().Where(item => !item.IsNull).Select(item => new ComposeEntry(item.Text, item.Source, item))],
        _ => [],
    };

    private static ComposeVariableValue? ValueOf(ComposeScalar scalar) => scalar.IsNull ? null : new ComposeVariableValue(scalar.Template, scalar.Text);

    private static ComposeVariable Variable(ComposeScalar item)
    {
        var text = item.Text.Split('=', 2);
        var template = item.Template.Split('=', 2);
        return text.Length == 1
            ? new ComposeVariable(text[0], null, item.Source)
            : new ComposeVariable(text[0], new ComposeVariableValue(template.Length == 2 ? template[1] : item.Template, text[1]), item.Source);
    }
}
