namespace DeployOps.Engine.Compose.Model.Yaml;

/// <summary>The kinds of single values.</summary>
public enum ComposeScalarKind
{
    /// <summary>A text.</summary>
    Text,

    /// <summary>Nothing.</summary>
    Null,

    /// <summary>A truth value.</summary>
    Boolean,

    /// <summary>A whole number.</summary>
    WholeNumber,

    /// <summary>A number with a fraction or an exponent.</summary>
    Fraction,
}
