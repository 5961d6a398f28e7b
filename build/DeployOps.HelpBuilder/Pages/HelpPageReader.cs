namespace DeployOps.HelpBuilder.Pages;

/// <summary>Reads help pages: a first heading that names the cmdlet, and below it a fixed set of second headings.</summary>
public static class HelpPageReader
{
    private static readonly string[] Parts = ["Synopsis", "Description", "Parameters", "Inputs", "Outputs", "Examples", "Notes", "Links"];

    /// <summary>Reads all pages of a folder, by name.</summary>
    public static IReadOnlyList<HelpPage> ReadFolder(string folder) =>
        [.. Directory.EnumerateFiles(folder, "*.md").Order(StringComparer.Ordinal).Select(file => Parse(file, File.ReadAllLines(file)))];

    /// <summary>Reads the lines of a page.</summary>
    /// <param name="file">Where they stand, for messages.</param>
    /// <param name="lines">The lines.</param>
    public static HelpPage Parse(string file, IReadOnlyList<string> lines)
    {
        var problems = new List<HelpProblem>();
        void Wrong(int line, string message) => problems.Add(new HelpProblem(file, line, "HELP000", message));

        var blocks = HeadingBlock.Split(lines);
        var first = blocks.FirstOrDefault(block => block.Level == 1);
        if (first is null)
        {
            Wrong(1, "the page must begin with '# ' and the cmdlet's name");
        }
        else if (first.Title != Path.GetFileNameWithoutExtension(file))
        {
            Wrong(first.Line, $"the page is named {Path.GetFileName(file)} and speaks of {first.Title}");
        }

        foreach (var unknown in blocks.Where(block => block.Level == 2 && !Parts.Contains(block.Title)))
        {
            Wrong(unknown.Line, $"'## {unknown.Title}' is none of {string.Join(", ", Parts)}");
        }

        HeadingBlock? Part(string title) => blocks.FirstOrDefault(block => block.Level == 2 && block.Title == title);
        HelpSection Text(string title) => Part(title)?.ToSection() ?? HelpSection.Missing with { Line = first?.Line ?? 1 };
        int LineOf(string title) => Part(title)?.Line ?? first?.Line ?? 1;
        IReadOnlyList<HelpSection> Below(string title) =>
            [.. blocks.SkipWhile(block => block.Level != 2 || block.Title != title).Skip(1).TakeWhile(block => block.Level > 2).Select(block => block.ToSection())];

        foreach (var dashless in Below("Parameters").Where(text => !text.Title.StartsWith('-')))
        {
            Wrong(dashless.Line, $"write '### -{dashless.Title}'");
        }

        return new HelpPage
        {
            Name = Path.GetFileNameWithoutExtension(file),
            File = file,
            Line = first?.Line ?? 1,
            Synopsis = Text("Synopsis"),
            Description = Text("Description"),
            Parameters = [.. Below("Parameters").Select(text => text with { Title = text.Title.TrimStart('-') })],
            ParametersLine = LineOf("Parameters"),
            Inputs = Below("Inputs"),
            InputsLine = LineOf("Inputs"),
            Outputs = Below("Outputs"),
            OutputsLine = LineOf("Outputs"),
            Examples = Below("Examples"),
            ExamplesLine = LineOf("Examples"),
            Notes = Text("Notes"),
            Links = Part("Links")?.Links() ?? [],
            LinksLine = LineOf("Links"),
            Problems = problems,
        };
    }
}
