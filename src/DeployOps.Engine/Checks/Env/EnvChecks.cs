using DeployOps.Engine.Checks.Env.Rules;
using DeployOps.Engine.Project;

namespace DeployOps.Engine.Checks.Env;

/// <summary>The checks of the family <see cref="CheckFamily.Env"/>, in the order of their identifiers.</summary>
public static class EnvChecks
{
    /// <summary>All built-in ones: those with a class of their own, and the rules that are data.</summary>
    public static IReadOnlyList<ICheck> All { get; } =
    [
        .. new ICheck[]
        {
            new EnvFileExistsCheck(),
            new EnvFileGrammarCheck(),
            new MissingKeysCheck(),
            new UnknownKeysCheck(),
            new EmptyValuesCheck(),
            new DuplicateKeysCheck(),
            new ShadowedKeysCheck(),
            new SampleValuesCheck(),
            new SampleReadableCheck(),
            new PlaceholdersCheck(),
            new DialectsCheck(),
            new UnsetVariablesCheck(),
            new HardlyMeantCheck(),
            new OptionalGroupsCheck(),
            new AgreementsCheck(),
            new EnvironmentNameCheck(),
            new UrlFormCheck(),
            new UrlSchemeCheck(),
            new SqliteCheck(),
            new LoopbackCheck(),
            new CorsWildcardCheck(),
            new OriginHttpsCheck(),
            new SigningKeyStrengthCheck(),
            new PasswordStrengthCheck(),
            new SharedSecretCheck(),
            new UrlAgreementCheck(),
            new FilePermissionsCheck(),
            new NotTrackedCheck(),
            new IgnoredCheck(),
            new NestedSampleCheck(),
        }.Concat(ProductionRules.All.Select(rule => new EnvRuleCheck(rule))).OrderBy(check => check.Descriptor.Id, StringComparer.Ordinal),
    ];

    /// <summary>The checks of a project's own rules (<c>env.rules</c>). A gate runs them beside <see cref="CheckCatalog.All"/>.</summary>
    /// <param name="project">The project.</param>
    /// <exception cref="ProjectConfigurationException">A rule has the identifier of a built-in check.</exception>
    public static IReadOnlyList<ICheck> OwnRules(DeployProject project)
    {
        foreach (var rule in project.Env.Rules)
        {
            if (CheckCatalog.All.Any(check => string.Equals(check.Descriptor.Id, rule.Id, StringComparison.OrdinalIgnoreCase)))
            {
                throw new ProjectConfigurationException(
                    Path.GetFileName(project.ConfigurationFile ?? ProjectConventions.ConfigurationFiles[0]), rule.Line, "env.rules.id", $"{rule.Id} is the identifier of a built-in check; take another one");
            }
        }

        return [.. project.Env.Rules.Select(rule => new EnvRuleCheck(EnvRule.Of(rule, project)))];
    }
}
