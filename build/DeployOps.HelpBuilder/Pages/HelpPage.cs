namespace DeployOps.HelpBuilder.Pages;

/// <summary>The help page of one cmdlet, with the line at which each part stands.</summary>
public sealed record HelpPage
{
    /// <summary>The cmdlet's name, from the page's first heading.</summary>
    public required string Name { get; init; }

    /// <summary>The page's file.</summary>
    public required string File { get; init; }

    /// <summary>The line of the first heading.</summary>
    public int Line { get; init; } = 1;

    /// <summary>What it does, in one sentence.</summary>
    public HelpSection Synopsis { get; init; } = HelpSection.Missing;

    /// <summary>What it does, at length.</summary>
    public HelpSection Description { get; init; } = HelpSection.Missing;

    /// <summary>The parameters' texts; titles without the dash.</summary>
    public IReadOnlyList<HelpSection> Parameters { get; init; } = [];

    /// <summary>The line of the heading above the parameters.</summary>
    public int ParametersLine { get; init; } = 1;

    /// <summary>What it takes from the pipeline; titles are type names.</summary>
    public IReadOnlyList<HelpSection> Inputs { get; init; } = [];

    /// <summary>The line of the heading above the inputs.</summary>
    public int InputsLine { get; init; } = 1;

    /// <summary>What it puts out; titles are type names.</summary>
    public IReadOnlyList<HelpSection> Outputs { get; init; } = [];

    /// <summary>The line of the heading above the outputs.</summary>
    public int OutputsLine { get; init; } = 1;

    /// <summary>The examples.</summary>
    public IReadOnlyList<HelpSection> Examples { get; init; } = [];

    /// <summary>The line of the heading above the examples.</summary>
    public int ExamplesLine { get; init; } = 1;

    /// <summary>What else an admin should know: errors and exit codes.</summary>
    public HelpSection Notes { get; init; } = HelpSection.Missing;

    /// <summary>Where to read on.</summary>
    public IReadOnlyList<HelpLink> Links { get; init; } = [];

    /// <summary>The line of the heading above the links.</summary>
    public int LinksLine { get; init; } = 1;

    /// <summary>What is wrong with the page's form.</summary>
    public IReadOnlyList<HelpProblem> Problems { get; init; } = [];
}

/// <summary>One titled part of a page.</summary>
/// <param name="Title">The heading's text.</param>
/// <param name="Line">The heading's line, counted from 1.</param>
/// <param name="Paragraphs">The text below it, one paragraph or list item each, as plain text.</param>
/// <param name="Code">The text of its code block; empty for none.</param>
public sealed record HelpSection(string Title, int Line, IReadOnlyList<string> Paragraphs, string Code = "")
{
    /// <summary>A part that the page does not have.</summary>
    public static HelpSection Missing { get; } = new("", 1, []);
}

/// <summary>A reference to another page.</summary>
/// <param name="Text">What is shown.</param>
/// <param name="Target">A page beside this one, or an address.</param>
/// <param name="Line">The line, counted from 1.</param>
public sealed record HelpLink(string Text, string Target, int Line);
