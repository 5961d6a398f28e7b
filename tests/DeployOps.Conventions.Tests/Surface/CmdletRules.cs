using DeployOps.HelpBuilder.Cmdlets;

namespace DeployOps.Conventions.Tests.Surface;

/// <summary>What every cmdlet keeps to, seen from its metadata.</summary>
internal static class CmdletRules
{
    private const string Text = "System.String";
    private static readonly string[] Changing = ["New", "Protect", "Write", "Remove", "Restore", "Set", "Invoke", "Undo", "Publish", "Register", "Unregister", "Backup", "Start", "Stop", "Clear", "Add", "Repair", "Copy"];

    // The gate and the smoke test only ask.
    private static readonly string[] ChangingNothing = ["Invoke-Preflight", "Invoke-SmokeTest"];

    // What destroys: a restore writes over data, an undo may go back over a migration, a removal applies retention.
    private static readonly string[] Destroying = ["Restore", "Undo", "Remove"];

    // It takes a running release away, and may go back over a migration.
    private static readonly string[] DestroyingByName = ["Invoke-Rollback"];
    private static readonly string[] SecretWords = ["Password", "Passphrase", "Secret", "Token", "Credential", "ApiKey", "PrivateKey"];

    // A variable's name is no secret: it says where the secret is.
    private const string NameOfOne = "Variable";
    private static readonly string[] SingularEndings = ["ss", "us", "is"];

    public static IEnumerable<string> Names(CmdletDescription cmdlet)
    {
        if (!ApprovedVerbs.All.Contains(cmdlet.Verb))
        {
            yield return $"{cmdlet.Name}: {cmdlet.Verb} is no approved verb";
        }

        if (cmdlet.Noun.EndsWith('s') && !SingularEndings.Any(ending => cmdlet.Noun.EndsWith(ending, StringComparison.Ordinal)))
        {
            yield return $"{cmdlet.Name}: the noun is a plural";
        }

        var name = cmdlet.ClassName[(cmdlet.ClassName.LastIndexOf('.') + 1)..];
        if (name != $"{cmdlet.Verb}{cmdlet.Noun}Command")
        {
            yield return $"{cmdlet.Name}: the class is named {name} instead of {cmdlet.Verb}{cmdlet.Noun}Command";
        }
    }

    public static IEnumerable<string> Files(CmdletDescription cmdlet, IEnumerable<string> sourceFiles)
    {
        var name = cmdlet.ClassName[(cmdlet.ClassName.LastIndexOf('.') + 1)..];
        if (!sourceFiles.Any(file => file.StartsWith("src/DeployOps/", StringComparison.Ordinal) && file.EndsWith($"/{name}.cs", StringComparison.Ordinal)))
        {
            yield return $"{cmdlet.Name}: no file src/DeployOps/…/{name}.cs";
        }
    }

    public static IEnumerable<string> ShouldProcess(CmdletDescription cmdlet)
    {
        var changes = Changing.Contains(cmdlet.Verb) && !ChangingNothing.Contains(cmdlet.Name);
        if (changes != cmdlet.SupportsShouldProcess)
        {
            yield return changes ? $"{cmdlet.Name} changes something and has no -WhatIf" : $"{cmdlet.Name} changes nothing and offers -WhatIf";
        }

        var destroys = Destroying.Contains(cmdlet.Verb) || DestroyingByName.Contains(cmdlet.Name);
        if (destroys != (cmdlet.ConfirmImpact == "High"))
        {
            yield return destroys ? $"{cmdlet.Name} destroys and must have ConfirmImpact High" : $"{cmdlet.Name} has ConfirmImpact High, which is for what destroys";
        }
    }

    public static IEnumerable<string> Secrets(CmdletDescription cmdlet) =>
        cmdlet.Parameters
            .Where(parameter => parameter.TypeName is Text or $"{Text}[]" && !parameter.Name.EndsWith(NameOfOne, StringComparison.Ordinal) && SecretWords.Any(word => parameter.Name.Contains(word, StringComparison.OrdinalIgnoreCase)))
            .Select(parameter => $"{cmdlet.Name} -{parameter.Name} is a text: a secret is a PSCredential or a SecureString");

    public static IEnumerable<string> Paths(CmdletDescription cmdlet)
    {
        var path = cmdlet.Parameters.FirstOrDefault(parameter => parameter.Name == "Path");
        var literal = cmdlet.Parameters.FirstOrDefault(parameter => parameter.Name == "LiteralPath");
        if (path is { Wildcards: true } && literal is null)
        {
            yield return $"{cmdlet.Name}: -Path expands wildcards and there is no -LiteralPath beside it";
        }

        if (path is { Wildcards: false } && literal is not null)
        {
            yield return $"{cmdlet.Name}: -Path beside -LiteralPath expands wildcards; say so with [SupportsWildcards]";
        }

        if (literal is not null && !literal.Aliases.Contains("PSPath"))
        {
            yield return $"{cmdlet.Name}: -LiteralPath lacks the alias PSPath, by which Get-ChildItem feeds it";
        }

        if (literal is { Wildcards: true })
        {
            yield return $"{cmdlet.Name}: -LiteralPath must not expand wildcards";
        }
    }

    public static IEnumerable<string> Sets(CmdletDescription cmdlet)
    {
        if (cmdlet.ParameterSets.Count > 1 && (cmdlet.DefaultParameterSet is null || !cmdlet.ParameterSets.Contains(cmdlet.DefaultParameterSet)))
        {
            yield return $"{cmdlet.Name} has {cmdlet.ParameterSets.Count} parameter sets and none of them is the default";
        }

        foreach (var set in cmdlet.ParameterSets)
        {
            foreach (var twice in cmdlet.Parameters.Where(parameter => parameter.In(set)?.Position is not null).GroupBy(parameter => parameter.In(set)!.Position).Where(group => group.Count() > 1))
            {
                yield return $"{cmdlet.Name}: {string.Join(" and ", twice.Select(parameter => $"-{parameter.Name}"))} have the same position in {set}";
            }
        }
    }

    public static IEnumerable<string> Outputs(CmdletDescription cmdlet)
    {
        if (cmdlet.OutputTypes.Count == 0)
        {
            yield return $"{cmdlet.Name} declares no [OutputType]";
        }
    }
}
