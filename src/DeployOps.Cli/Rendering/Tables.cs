using Spectre.Console;

namespace DeployOps.Cli.Rendering;

/// <summary>The tables of reports: no lines, grey heads, wrapped in the last column only.</summary>
internal static class Tables
{
    public static Table Create(params string[] heads)
    {
        var table = new Table { Border = TableBorder.None };
        for (var number = 0; number < heads.Length; number++)
        {
            var column = new TableColumn($"[grey]{heads[number]}[/]");
            table.AddColumn(number == heads.Length - 1 ? column : column.NoWrap());
        }

        return table;
    }
}
