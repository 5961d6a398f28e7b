using System.Text;

namespace DeployOps.Engine.Backups.Stores.Graph.Export;

/// <summary>Takes written names apart.</summary>
internal static class CypherNames
{
    /// <summary>The names of <c>:`A`:`B`</c> or <c>-`T`</c>, without backticks.</summary>
    public static IReadOnlyList<string> Split(ReadOnlySpan<byte> text)
    {
        List<string> names = [];
        while (!text.IsEmpty)
        {
            var end = End(text[1..]) + 1;
            names.Add(Encoding.UTF8.GetString(text[2..(end - 1)]).Replace("``", "`", StringComparison.Ordinal));
            text = text[end..];
        }

        return names;
    }

    /// <summary>How long the name is that a text begins with, its backticks included; -1 when it does not end.</summary>
    public static int End(ReadOnlySpan<byte> text)
    {
        for (var at = 1; at < text.Length; at++)
        {
            var tick = text[at..].IndexOf((byte)'`');
            if (tick < 0)
            {
                return -1;
            }

            at += tick;
            if (at + 1 == text.Length || text[at + 1] != (byte)'`')
            {
                return at + 1;
            }

            at++;
        }

        return -1;
    }
}
