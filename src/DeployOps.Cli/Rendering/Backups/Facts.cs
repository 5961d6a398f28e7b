using Spectre.Console;

namespace DeployOps.Cli.Rendering.Backups;

/// <summary>Labels with their texts below a report: what failed, what to know, the next step.</summary>
internal sealed class Facts
{
    private readonly Grid _grid = new Grid().AddColumn(new GridColumn { NoWrap = true, Padding = new Padding(2, 0, 2, 0) }).AddColumn();

    /// <summary>Adds a text, when there is one.</summary>
    public Facts Add(string label, string? text, string style = "default")
    {
        if (!string.IsNullOrWhiteSpace(text))
        {
            _grid.AddRow($"[grey]{label}[/]", $"[{style}]{Markup.Escape(text)}[/]");
        }

        return this;
    }

    /// <summary>Adds several texts, each with the label.</summary>
    public Facts AddAll(string label, IEnumerable<string> texts, string style = "default")
    {
        foreach (var text in texts)
        {
            Add(label, text, style);
        }

        return this;
    }

    public void Write(IAnsiConsole console)
    {
        if (_grid.Rows.Count > 0)
        {
            console.Write(_grid);
            console.WriteLine();
        }
    }
}
