using System.Text.RegularExpressions;

namespace DeployOps.HelpBuilder.Pages;

/// <summary>A heading and the lines below it, up to the next heading of any level.</summary>
internal sealed partial record HeadingBlock(int Level, string Title, int Line, IReadOnlyList<string> Lines)
{
    private const string Fence = "```";

    public static IReadOnlyList<HeadingBlock> Split(IReadOnlyList<string> lines)
    {
        var blocks = new List<HeadingBlock>();
        var body = new List<string>();
        var fenced = false;
        for (var index = 0; index < lines.Count; index++)
        {
            // A '#' inside a code block is a PowerShell comment.
            fenced ^= lines[index].StartsWith(Fence, StringComparison.Ordinal);
            var heading = fenced ? Match.Empty : Heading().Match(lines[index]);
            if (heading.Success)
            {
                body = [];
                blocks.Add(new HeadingBlock(heading.Groups[1].Length, heading.Groups[2].Value.Trim().Trim('`'), index + 1, body));
            }
            else
            {
                body.Add(lines[index]);
            }
        }

        return blocks;
    }

    /// <summary>The block as paragraphs of plain text and the text of its first code block.</summary>
    public HelpSection ToSection()
    {
        var paragraphs = new List<string>();
        var code = new List<string>();
        var fenced = false;
        var open = false;
        foreach (var line in Lines)
        {
            if (line.StartsWith(Fence, StringComparison.Ordinal))
            {
                fenced = !fenced;
                open = false;
            }
            else if (fenced)
            {
                code.Add(line);
            }
            else if (line.Trim().Length == 0)
            {
                open = false;
            }
            else if (open && !line.StartsWith("- ", StringComparison.Ordinal))
            {
                paragraphs[^1] += $" {Plain(line.Trim())}";
            }
            else
            {
                paragraphs.Add(Plain(line.Trim()));
                open = true;
            }
        }

        return new HelpSection(Title, Line, paragraphs, string.Join('\n', code));
    }

    /// <summary>The links in the block.</summary>
    public IReadOnlyList<HelpLink> Links() =>
        [.. Lines.SelectMany((line, index) => Link().Matches(line).Select(match => new HelpLink(match.Groups[1].Value.Trim('`'), match.Groups[2].Value, Line + 1 + index)))];

    // Get-Help shows no markup: what marks code, emphasis and links on a page would only be noise there.
    private static string Plain(string text) => Link().Replace(text, "$1").Replace("`", "", StringComparison.Ordinal).Replace("**", "", StringComparison.Ordinal);

    [GeneratedRegex("^(#{1,3}) +(.+)$")]
    private static partial Regex Heading();

    [GeneratedRegex(@"\[([^\]]+)\]\(([^)]+)\)")]
    private static partial Regex Link();
}
