using System.Xml.Linq;
using DeployOps.HelpBuilder.Cmdlets;
using DeployOps.HelpBuilder.Pages;
using static DeployOps.HelpBuilder.HelpFiles.MamlNames;

namespace DeployOps.HelpBuilder.HelpFiles;

/// <summary>The help of one cmdlet.</summary>
internal static class MamlCommand
{
    public static XElement Render(CmdletDescription cmdlet, HelpPage page) => new(
        Command + "command",
        new XAttribute(XNamespace.Xmlns + "maml", Maml.NamespaceName),
        new XAttribute(XNamespace.Xmlns + "command", Command.NamespaceName),
        new XAttribute(XNamespace.Xmlns + "dev", Dev.NamespaceName),
        new XElement(
            Command + "details",
            new XElement(Command + "name", cmdlet.Name),
            new XElement(Command + "verb", cmdlet.Verb),
            new XElement(Command + "noun", cmdlet.Noun),
            Description(page.Synopsis.Paragraphs)),
        Description(page.Description.Paragraphs),
        new XElement(Command + "syntax", cmdlet.ParameterSets.Select(set => Syntax(cmdlet, page, set))),
        new XElement(Command + "parameters", MamlParameter.All(cmdlet).Select(parameter => MamlParameter.Render(parameter, page))),
        new XElement(Command + "inputTypes", page.Inputs.Select(text => new XElement(Command + "inputType", Type(text.Title), Description(text.Paragraphs)))),
        new XElement(Command + "returnValues", page.Outputs.Select(text => new XElement(Command + "returnValue", Type(text.Title), Description(text.Paragraphs)))),
        new XElement(Maml + "alertSet", new XElement(Maml + "alert", Paragraphs(page.Notes.Paragraphs))),
        new XElement(Command + "examples", page.Examples.Select(Example)),
        new XElement(Command + "relatedLinks", page.Links.Select(Link)));

    private static XElement Syntax(CmdletDescription cmdlet, HelpPage page, string set) => new(
        Command + "syntaxItem",
        Name(cmdlet.Name),
        MamlParameter.All(cmdlet)
            .Where(parameter => parameter.In(set) is not null)
            .OrderBy(parameter => parameter.In(set)!.Position ?? int.MaxValue)
            .ThenBy(parameter => !parameter.In(set)!.Mandatory)
            .Select(parameter => MamlParameter.RenderInSyntax(parameter, page, set)));

    // Get-Help puts no space between two examples: the rules around the title and the empty paragraph do.
    private static XElement Example(HelpSection example, int index) => new(
        Command + "example",
        new XElement(Maml + "title", $"---------- Example {index + 1}: {example.Title} ----------"),
        new XElement(Dev + "code", example.Code),
        new XElement(Dev + "remarks", Paragraphs([.. example.Paragraphs, ""])));

    // A page beside this one is found by its cmdlet's name; Get-Help has no use for a file.
    private static XElement Link(HelpLink link) => new(
        Maml + "navigationLink",
        new XElement(Maml + "linkText", link.Text),
        new XElement(Maml + "uri", link.Target.Contains("://", StringComparison.Ordinal) ? link.Target : ""));
}
