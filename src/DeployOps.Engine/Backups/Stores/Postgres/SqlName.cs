using System.Text;

namespace DeployOps.Engine.Backups.Stores.Postgres;

/// <summary>A name with its schema, as the catalogue has it. Source: PostgreSQL documentation, "Identifiers and Key Words".</summary>
internal readonly record struct SqlName(string Schema, string Name) : IComparable<SqlName>
{
    /// <summary>For a statement: always in quotes, since which words are reserved depends on the version.</summary>
    public string Quoted => $"{Quote(Schema)}.{Quote(Name)}";

    public static string Quote(string name) => $"\"{name.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";

    /// <summary>A text in a statement, whatever the server takes a backslash for.</summary>
    public static string Literal(string text) => $"E'{text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("'", "''", StringComparison.Ordinal)}'";

    public int CompareTo(SqlName other) => string.CompareOrdinal(Schema, other.Schema) is var order and not 0 ? order : string.CompareOrdinal(Name, other.Name);

    /// <summary>For people: in quotes only where it must be.</summary>
    public override string ToString() => $"{Shown(Schema)}.{Shown(Name)}";

    /// <summary>Reads <c>schema.name</c> with or without quotes.</summary>
    /// <exception cref="FormatException">It is no such name.</exception>
    public static SqlName Parse(string text, ref int position)
    {
        var schema = Word(text, ref position);
        if (position >= text.Length || text[position] != '.')
        {
            throw new FormatException("a name has no schema");
        }

        position++;
        return new SqlName(schema, Word(text, ref position));
    }

    /// <summary>Reads one name with or without quotes.</summary>
    /// <exception cref="FormatException">There is none.</exception>
    public static string Word(string text, ref int position)
    {
        var start = position;
        if (position < text.Length && text[position] == '"')
        {
            var word = new StringBuilder();
            for (position++; position < text.Length; position++)
            {
                if (text[position] != '"')
                {
                    word.Append(text[position]);
                }
                else if (position + 1 < text.Length && text[position + 1] == '"')
                {
                    word.Append('"');
                    position++;
                }
                else
                {
                    position++;
                    return word.ToString();
                }
            }

            throw new FormatException("a quoted name does not end");
        }

        while (position < text.Length && IsBare(text[position]))
        {
            position++;
        }

        return position > start ? text[start..position] : throw new FormatException("a name is missing");
    }

    private static bool IsBare(char character) => char.IsAsciiLetterLower(character) || char.IsAsciiDigit(character) || character is '_' or '$' || character > '\x7f';

    private static string Shown(string name) => name.Length > 0 && !char.IsAsciiDigit(name[0]) && name.All(IsBare) ? name : Quote(name);
}
