using System.Xml.Linq;

namespace DeployOps.HelpBuilder.HelpFiles;

/// <summary>The namespaces of PowerShell's help schema, and the elements that occur everywhere.</summary>
internal static class MamlNames
{
    public static readonly XNamespace Root = "http://msh";
    public static readonly XNamespace Maml = "http://schemas.microsoft.com/maml/2004/10";
    public static readonly XNamespace Command = "http://schemas.microsoft.com/maml/dev/command/2004/10";
    public static readonly XNamespace Dev = "http://schemas.microsoft.com/maml/dev/2004/10";

    public static XElement Name(string name) => new(Maml + "name", name);

    public static IEnumerable<XElement> Paragraphs(IEnumerable<string> texts) => texts.Select(text => new XElement(Maml + "para", text));

    public static XElement Description(IEnumerable<string> texts) => new(Maml + "description", Paragraphs(texts));

    public static XElement Type(string name) => new(Dev + "type", Name(name), new XElement(Maml + "uri"));
}
