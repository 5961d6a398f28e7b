using System.Text.RegularExpressions;
using DeployOps.Engine.Checks.Env.Values;
using DeployOps.Engine.Project.Sections;

namespace DeployOps.Engine.Checks.Env.Rules;

/// <summary>What a rule asks of a value.</summary>
public enum EnvDemandKind
{
    /// <summary>The value is one of the texts, exactly.</summary>
    OneOf,

    /// <summary>The value is one of the texts, upper and lower case alike.</summary>
    OneOfIgnoringCase,

    /// <summary>The value is none of the texts, upper and lower case alike.</summary>
    NoneOf,

    /// <summary>The value is a URL with one of the schemes.</summary>
    Scheme,

    /// <summary>The whole value matches the expression.</summary>
    Matches,

    /// <summary>No part of the value matches the expression.</summary>
    DoesNotMatch,

    /// <summary>The value has at least so many characters.</summary>
    MinimumLength,

    /// <summary>The value does not point at this machine.</summary>
    NotLoopback,

    /// <summary>The value is a well-formed URL with a host.</summary>
    Url,
}

/// <summary>One demand of a rule: data that built-in and own rules share.</summary>
/// <param name="Kind">What is asked.</param>
/// <param name="Texts">The texts, schemes or the expression it is asked with.</param>
/// <param name="Number">The number it is asked with.</param>
public sealed record EnvDemand(EnvDemandKind Kind, IReadOnlyList<string> Texts, int Number = 0)
{
    private readonly Regex? _expression = Kind is EnvDemandKind.Matches or EnvDemandKind.DoesNotMatch
        ? EnvRuleSettings.Expression(Kind == EnvDemandKind.Matches ? $@"\A(?:{Texts[0]})\z" : Texts[0])
        : null;

    /// <summary>What the value does wrong, in fixed words that hold nothing of it; <see langword="null"/> when it meets the demand.</summary>
    public string? Violation(string value) => Kind switch
    {
        EnvDemandKind.OneOf => Texts.Contains(value, StringComparer.Ordinal) ? null : "is not the value that the rule asks for",
        EnvDemandKind.OneOfIgnoringCase => Texts.Contains(value.Trim(), StringComparer.OrdinalIgnoreCase) ? null : "is not the value that the rule asks for",
        EnvDemandKind.NoneOf => Texts.Contains(value.Trim(), StringComparer.OrdinalIgnoreCase) ? "is a value that the rule refuses" : null,
        EnvDemandKind.Scheme => ConnectionUrl.Read(value) is { } url && Texts.Contains(url.Scheme, StringComparer.OrdinalIgnoreCase) ? null : "does not have the URL scheme that the rule asks for",
        EnvDemandKind.Matches => IsMatch(value, otherwise: false) ? null : "does not have the form that the rule asks for",
        EnvDemandKind.DoesNotMatch => IsMatch(value, otherwise: true) ? "has a form that the rule refuses" : null,
        EnvDemandKind.MinimumLength => value.Length >= Number ? null : $"has fewer than {Number} characters",
        EnvDemandKind.NotLoopback => Endpoints.LocalKinds(value) is [var kind, ..] ? Endpoints.Describe(kind) : null,
        _ => ConnectionUrl.Read(value) is { Problem: ConnectionUrlProblem.None } ? null : "is not a well-formed URL",
    };

    private bool IsMatch(string value, bool otherwise)
    {
        try
        {
            return _expression!.IsMatch(value);
        }
        catch (RegexMatchTimeoutException)
        {
            // A rule that cannot be decided is not met.
            return otherwise;
        }
    }
}
