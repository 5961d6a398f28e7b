namespace DeployOps.Engine.Compose.Model.Yaml;

/// <summary>A single value. Its texts may be secret, so it does not print itself.</summary>
public sealed class ComposeScalar : ComposeNode
{
    internal ComposeScalar(SourceLine source, ComposeScalarKind kind, string template, string text, ComposeMergeTag tag = ComposeMergeTag.None)
        : base(source, tag, (1, 1))
    {
        Kind = kind;
        Template = template;
        Text = text;
    }

    /// <summary>What kind of value YAML 1.2 takes it for.</summary>
    public ComposeScalarKind Kind { get; }

    /// <summary>The text as written, before variables are put in.</summary>
    public string Template { get; }

    /// <summary>The text with the variables put in; numbers and truth values in the form compose prints them.</summary>
    public string Text { get; }

    /// <summary>Whether it stands without quotes.</summary>
    public bool IsPlain { get; init; } = true;

    /// <summary>Whether it is null: nothing, <c>~</c> or <c>null</c>.</summary>
    public bool IsNull => Kind == ComposeScalarKind.Null;

    /// <summary>Whether the value comes, in whole or in part, from variables.</summary>
    public bool HasVariables => Template.Contains('$', StringComparison.Ordinal) && ComposeTemplate.Variables(Template).Any();
}
