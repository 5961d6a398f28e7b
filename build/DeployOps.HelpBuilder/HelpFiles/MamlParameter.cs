using System.Globalization;
using System.Xml.Linq;
using DeployOps.HelpBuilder.Cmdlets;
using DeployOps.HelpBuilder.Pages;
using static DeployOps.HelpBuilder.HelpFiles.MamlNames;

namespace DeployOps.HelpBuilder.HelpFiles;

/// <summary>The help of one parameter, by itself and in a syntax line.</summary>
internal static class MamlParameter
{
    private const string DefaultMark = "Default: ";

    /// <summary>A cmdlet's own parameters, and the two that PowerShell adds to one that can be asked what it would do.</summary>
    public static IEnumerable<ParameterDescription> All(CmdletDescription cmdlet) =>
        cmdlet.SupportsShouldProcess ? [.. cmdlet.Parameters, Added("WhatIf", "wi"), Added("Confirm", "cf")] : cmdlet.Parameters;

    public static XElement Render(ParameterDescription parameter, HelpPage page) =>
        Element(parameter, page, Merge([.. parameter.Sets.Values]), parameter.ShortTypeName, valueInSyntax: true);

    public static XElement RenderInSyntax(ParameterDescription parameter, HelpPage page, string set) =>
        Element(parameter, page, parameter.In(set)!, parameter.ShortTypeName, valueInSyntax: !parameter.IsSwitch);

    private static XElement Element(ParameterDescription parameter, HelpPage page, ParameterUse use, string type, bool valueInSyntax)
    {
        var texts = Texts(parameter, page);
        var element = new XElement(
            Command + "parameter",
            new XAttribute("required", Lower(use.Mandatory)),
            new XAttribute("variableLength", Lower(parameter.TypeName.EndsWith("[]", StringComparison.Ordinal))),
            new XAttribute("globbing", Lower(parameter.Wildcards)),
            new XAttribute("pipelineInput", Pipeline(use)),
            new XAttribute("position", use.Position?.ToString(CultureInfo.InvariantCulture) ?? "named"),
            new XAttribute("aliases", parameter.Aliases.Count == 0 ? "none" : string.Join(", ", parameter.Aliases)),
            Name(parameter.Name),
            Description(texts.Where(text => !text.StartsWith(DefaultMark, StringComparison.Ordinal))));
        if (parameter.AcceptedValues.Count > 0)
        {
            element.Add(new XElement(Command + "parameterValueGroup", parameter.AcceptedValues.Select(value => Value(value, required: false))));
        }

        if (valueInSyntax)
        {
            element.Add(Value(type, required: !parameter.IsSwitch));
        }

        element.Add(Type(parameter.TypeName));
        element.Add(new XElement(
            Dev + "defaultValue",
            texts.FirstOrDefault(text => text.StartsWith(DefaultMark, StringComparison.Ordinal))?[DefaultMark.Length..].TrimEnd('.') ?? (parameter.IsSwitch ? "False" : "None")));
        return element;
    }

    private static IReadOnlyList<string> Texts(ParameterDescription parameter, HelpPage page) => parameter.Name switch
    {
        "WhatIf" => ["Says what would be done, and changes nothing."],
        "Confirm" => ["Asks before anything is changed."],
        _ => page.Parameters.FirstOrDefault(text => text.Title == parameter.Name)?.Paragraphs ?? [],
    };

    private static XElement Value(string value, bool required) =>
        new(Command + "parameterValue", new XAttribute("required", Lower(required)), new XAttribute("variableLength", "false"), value);

    // Apart from a set, a parameter counts as required only when it is so wherever it occurs.
    private static ParameterUse Merge(IReadOnlyList<ParameterUse> uses) => new(
        uses.All(use => use.Mandatory),
        uses.Select(use => use.Position).FirstOrDefault(position => position is not null),
        uses.Any(use => use.FromPipeline),
        uses.Any(use => use.FromPipelineByName),
        uses.Any(use => use.Remaining));

    private static string Pipeline(ParameterUse use) => (use.FromPipeline, use.FromPipelineByName) switch
    {
        (true, true) => "True (ByValue, ByPropertyName)",
        (true, false) => "True (ByValue)",
        (false, true) => "True (ByPropertyName)",
        _ => "False",
    };

    private static string Lower(bool value) => value ? "true" : "false";

    private static ParameterDescription Added(string name, string alias) => new()
    {
        Name = name,
        TypeName = "System.Management.Automation.SwitchParameter",
        ShortTypeName = "SwitchParameter",
        Aliases = [alias],
        IsSwitch = true,
        Sets = new Dictionary<string, ParameterUse> { [ParameterDescription.AllSets] = new(false, null, false, false, false) },
    };
}
