using DeployOps.Engine.EnvFiles;

namespace DeployOps.Engine.Compose.Model.Yaml;

/// <summary>Puts the values of variables in, and remembers which variables were named where and which were not set.</summary>
internal sealed class ComposeValues
{
    private readonly List<ComposeVariableUse> _uses = [];
    private readonly List<ComposeProblem> _problems = [];
    private int _left = EnvFile.LargestExpansion;

    /// <summary>Every variable that a value names, once for each value.</summary>
    public IReadOnlyList<ComposeVariableUse> Uses => _uses;

    /// <summary>What could not be put in.</summary>
    public List<ComposeProblem> Problems => _problems;

    /// <summary>The value with its variables put in; the text as written where that is not possible.</summary>
    public string Expand(string template, SourceLine place)
    {
        if (!template.Contains('$', StringComparison.Ordinal))
        {
            return template;
        }

        var lookup = place.File.Lookup;
        var result = EnvInterpolation.Expand(template, lookup, _left);
        _left = Math.Max(0, _left - result.Work);
        foreach (var variable in ComposeTemplate.Variables(template))
        {
            var value = lookup(variable.Name);
            _uses.Add(new ComposeVariableUse(variable, place, value is not null, string.IsNullOrEmpty(value)));
        }

        switch (result.Error)
        {
            case null:
                return result.Value;
            case EnvFileFormatReason.RequiredVariableMissing:
                _problems.Add(new ComposeProblem(ComposeProblemKind.RequiredVariableMissing, NameAt(template, result.ErrorOffset), place));
                return "";
            case EnvFileFormatReason.ExpansionTooLarge:
                _problems.Add(new ComposeProblem(ComposeProblemKind.ExpansionTooLarge, "", place));
                return "";
            default:
                _problems.Add(new ComposeProblem(ComposeProblemKind.InvalidSubstitution, "", place));
                return template;
        }
    }

    private static string NameAt(string template, int dollar) =>
        ComposeTemplate.Variables(template[dollar..]).Select(variable => variable.Name).FirstOrDefault() ?? "";
}
