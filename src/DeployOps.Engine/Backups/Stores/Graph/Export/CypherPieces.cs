using DeployOps.Engine.Backups.Stores.Graph.Reading;

namespace DeployOps.Engine.Backups.Stores.Graph.Export;

/// <summary>Finds the places at which long values can be cut.</summary>
internal static class CypherPieces
{
    private const int ContinuationMask = 0xC0;
    private const int Continuation = 0x80;

    /// <summary>How much of what stands within quotes can be taken: no character and no escape is cut.</summary>
    public static int OfString(ReadOnlySpan<byte> text, int most)
    {
        var at = 0;
        while (at < text.Length)
        {
            var next = at + (text[at] != (byte)'\\' ? 1 : text[at + 1] == (byte)'u' ? 6 : 2);
            while (next < text.Length && (text[next] & ContinuationMask) == Continuation)
            {
                next++;
            }

            if (next > most)
            {
                break;
            }

            at = next;
        }

        return at;
    }

    /// <summary>How much of what stands within brackets can be taken: whole values, at least one.</summary>
    public static int OfList(ReadOnlySpan<byte> text, int most)
    {
        var scan = new CypherScan(text);
        var taken = 0;
        while (!scan.IsAtEnd)
        {
            scan.Literal();
            if (taken > 0 && scan.Position > most)
            {
                break;
            }

            taken = scan.Position;
            if (!scan.IsAtEnd)
            {
                scan.Expect(","u8);
            }
        }

        return taken;
    }
}
