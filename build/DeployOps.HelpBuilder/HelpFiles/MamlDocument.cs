using System.Text;
using System.Xml;
using System.Xml.Linq;
using DeployOps.HelpBuilder.Cmdlets;
using DeployOps.HelpBuilder.Pages;

namespace DeployOps.HelpBuilder.HelpFiles;

/// <summary>The help file of a module: one command element for each cmdlet.</summary>
public static class MamlDocument
{
    /// <summary>Writes the help of all cmdlets that have a page.</summary>
    public static string Render(IReadOnlyList<CmdletDescription> cmdlets, IReadOnlyList<HelpPage> pages)
    {
        var items = new XElement(MamlNames.Root + "helpItems", new XAttribute("schema", "maml"));
        foreach (var cmdlet in cmdlets)
        {
            if (pages.FirstOrDefault(page => page.Name == cmdlet.Name) is { } page)
            {
                items.Add(MamlCommand.Render(cmdlet, page));
            }
        }

        var settings = new XmlWriterSettings { Indent = true, NewLineChars = "\n", Encoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false) };
        using var stream = new MemoryStream();
        using (var writer = XmlWriter.Create(stream, settings))
        {
            new XDocument(items).Save(writer);
        }

        return Encoding.UTF8.GetString(stream.ToArray()) + "\n";
    }
}
