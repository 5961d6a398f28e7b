using System.Text.RegularExpressions;

namespace DeployOps.Engine.Compose.DockerCli;

/// <summary>By which words a kind of refusal is known, and how it is said. Observed with Docker Compose 2.26.1.</summary>
internal static class ComposeErrorRules
{
    /// <summary>One kind.</summary>
    internal sealed record Rule(Regex Sign, ComposeConfigFailureKind Kind, string Message);

    /// <summary>For words that no rule knows.</summary>
    public static Rule Unknown { get; } = Of("", ComposeConfigFailureKind.Unknown, "docker compose refuses the configuration");

    /// <summary>The rules, the more telling first.</summary>
    public static IReadOnlyList<Rule> All { get; } =
    [
        Of("unterminated quoted value", ComposeConfigFailureKind.UnterminatedQuote, "an environment file has a quote that is never closed"),
        Of("required variable .* is missing a value", ComposeConfigFailureKind.RequiredVariable, "a variable that must have a value has none"),
        Of("unexpected character .* in variable name|key cannot contain a space|zero length string", ComposeConfigFailureKind.BadKey, "an environment file has a key with a character that a key may not hold"),
        Of("invalid interpolation format|[Ii]nvalid template", ComposeConfigFailureKind.BadSubstitution, "a '$' starts no valid substitution; write '$$' for a literal dollar"),
        Of("already defined at line", ComposeConfigFailureKind.DuplicateKey, "a key stands twice in the same place"),
        Of("[Cc]ouldn't (find|read) env file|env file .* not found|no such file or directory|cannot find the (file|path)", ComposeConfigFailureKind.FileMissing, "a file that is named does not exist"),
        Of("neither an image nor a build context", ComposeConfigFailureKind.NoImage, "a service has neither an image nor a build"),
        Of("[Aa]dditional propert", ComposeConfigFailureKind.UnknownProperty, "a property is not known to the compose specification"),
        Of("(depends on|refers to) (an )?undefined|not found for network_mode|service .* not found|no such service", ComposeConfigFailureKind.UndefinedReference, "a name is used that nothing is defined under"),
        Of("cycle detected|[Cc]ircular reference", ComposeConfigFailureKind.Cycle, "services or files refer to each other in a circle"),
        Of("[Ii]nvalid (hostPort|containerPort|port|ip address|proto)|port range|invalid.*range", ComposeConfigFailureKind.BadPort, "a port is not valid"),
        Of("invalid size|invalid suffix", ComposeConfigFailureKind.BadSize, "a size such as a memory limit is not valid"),
        Of("invalid duration|missing unit in duration|unknown unit", ComposeConfigFailureKind.BadDuration, "a duration is not valid"),
        Of("invalid spec|too many colons|empty section between colons|invalid mount", ComposeConfigFailureKind.BadMount, "a mount is not valid"),
        Of("mutual|can't set distinct|conflict|already in use", ComposeConfigFailureKind.Conflict, "two settings exclude each other"),
        Of("empty compose file", ComposeConfigFailureKind.Empty, "the compose file holds no service"),
        Of("project name", ComposeConfigFailureKind.BadProjectName, "the project's name is not valid"),
        Of("failed to cast|must be a|must be one of|must start|expected type|invalid type|decoding failed|cannot unmarshal|must be", ComposeConfigFailureKind.WrongType, "a value is of another kind than the compose specification asks"),
        Of("yaml:", ComposeConfigFailureKind.NotYaml, "a file is not valid YAML"),
    ];

    private static Rule Of(string sign, ComposeConfigFailureKind kind, string message) =>
        new(new Regex(sign, RegexOptions.CultureInvariant, TimeSpan.FromSeconds(1)), kind, message);
}
