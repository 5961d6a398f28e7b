using DeployOps.HelpBuilder.Cmdlets;
using DeployOps.HelpBuilder.Pages;

namespace DeployOps.HelpBuilder;

/// <summary>Holds the help pages against the cmdlets there are.</summary>
public static class HelpRules
{
    private const int LeastExamples = 2;

    /// <summary>Compares all pages with all cmdlets.</summary>
    /// <param name="cmdlets">The cmdlets there are.</param>
    /// <param name="pages">The pages there are.</param>
    /// <param name="pagesFolder">Where a missing page belongs.</param>
    public static IReadOnlyList<HelpProblem> Compare(IReadOnlyList<CmdletDescription> cmdlets, IReadOnlyList<HelpPage> pages, string pagesFolder)
    {
        var problems = new List<HelpProblem>();
        foreach (var cmdlet in cmdlets)
        {
            var page = pages.FirstOrDefault(page => page.Name == cmdlet.Name);
            if (page is null)
            {
                problems.Add(new HelpProblem(Path.Combine(pagesFolder, $"{cmdlet.Name}.md"), 1, "HELP001", $"{cmdlet.Name} has no help page; write one like those beside it"));
                continue;
            }

            problems.AddRange(Compare(cmdlet, page));
        }

        problems.AddRange(pages
            .Where(page => cmdlets.All(cmdlet => cmdlet.Name != page.Name))
            .Select(page => new HelpProblem(page.File, page.Line, "HELP002", $"there is no cmdlet {page.Name}; remove the page or name it after its cmdlet")));
        problems.AddRange(pages.SelectMany(page => LinksOf(page, pages)));
        return problems;
    }

    /// <summary>Compares one page with its cmdlet.</summary>
    public static IReadOnlyList<HelpProblem> Compare(CmdletDescription cmdlet, HelpPage page)
    {
        var problems = new List<HelpProblem>(page.Problems);
        void Wrong(int line, string code, string message) => problems.Add(new HelpProblem(page.File, line, code, message));

        foreach (var (name, section) in new[] { ("Synopsis", page.Synopsis), ("Description", page.Description), ("Notes", page.Notes) })
        {
            if (section.Paragraphs.Count == 0)
            {
                Wrong(section.Line, "HELP003", $"'## {name}' is missing or empty");
            }
        }

        foreach (var parameter in cmdlet.Parameters.Where(parameter => page.Parameters.All(text => text.Title != parameter.Name)))
        {
            Wrong(page.ParametersLine, "HELP004", $"-{parameter.Name} has no text; add '### -{parameter.Name}'");
        }

        foreach (var text in page.Parameters)
        {
            if (cmdlet.Parameters.All(parameter => parameter.Name != text.Title))
            {
                Wrong(text.Line, "HELP005", $"{cmdlet.Name} has no parameter -{text.Title}; remove its text");
            }
            else if (text.Paragraphs.Count == 0)
            {
                Wrong(text.Line, "HELP004", $"-{text.Title} has no text below its heading");
            }
        }

        foreach (var twice in page.Parameters.GroupBy(text => text.Title).Where(group => group.Count() > 1))
        {
            Wrong(twice.Last().Line, "HELP006", $"-{twice.Key} is described twice");
        }

        if (page.Examples.Count < LeastExamples)
        {
            Wrong(page.ExamplesLine, "HELP007", $"{page.Examples.Count} example(s); write at least {LeastExamples}");
        }

        foreach (var example in page.Examples.Where(example => example.Code.Length == 0 || example.Paragraphs.Count == 0))
        {
            Wrong(example.Line, "HELP008", "an example needs its command in a ```powershell block, and a sentence about what comes of it");
        }

        problems.AddRange(TypesOf(cmdlet, page));
        return problems;
    }

    private static IEnumerable<HelpProblem> TypesOf(CmdletDescription cmdlet, HelpPage page)
    {
        foreach (var output in cmdlet.OutputTypes.Where(output => page.Outputs.All(text => text.Title != output)))
        {
            yield return new HelpProblem(page.File, page.OutputsLine, "HELP009", $"the output {output} is not described; add '### {output}' below '## Outputs'");
        }

        foreach (var text in page.Outputs.Where(text => cmdlet.OutputTypes.All(output => output != text.Title) && text.Title != "None"))
        {
            yield return new HelpProblem(page.File, text.Line, "HELP009", $"{cmdlet.Name} does not declare the output {text.Title}");
        }

        if (page.Inputs.Count == 0)
        {
            yield return new HelpProblem(page.File, page.InputsLine, "HELP010", "'## Inputs' names no type; write '### None' when nothing is taken from the pipeline");
        }

        foreach (var text in page.Inputs)
        {
            var taken = cmdlet.Parameters.Any(parameter => parameter.Sets.Values.Any(use => use.FromPipeline || use.FromPipelineByName));
            if (taken == (text.Title == "None"))
            {
                yield return new HelpProblem(page.File, text.Line, "HELP010", taken ? "a parameter takes pipeline input: name its type" : "no parameter takes pipeline input: write '### None'");
            }
        }
    }

    private static IEnumerable<HelpProblem> LinksOf(HelpPage page, IReadOnlyList<HelpPage> pages)
    {
        foreach (var link in page.Links.Where(link => link.Target.EndsWith(".md", StringComparison.Ordinal) && !link.Target.Contains('/', StringComparison.Ordinal)))
        {
            if (pages.All(other => $"{other.Name}.md" != link.Target))
            {
                yield return new HelpProblem(page.File, link.Line, "HELP011", $"the link leads to {link.Target}, which is not there");
            }
        }

        if (page.Links.Count == 0)
        {
            yield return new HelpProblem(page.File, page.LinksLine, "HELP011", "'## Links' is missing or empty");
        }
    }
}
