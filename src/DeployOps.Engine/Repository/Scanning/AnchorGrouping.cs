namespace DeployOps.Engine.Repository.Scanning;

/// <summary>Shares the texts of an <see cref="AnchorSearch"/> out to groups, so that few places pass its tables by chance.</summary>
internal static class AnchorGrouping
{
    // Printable characters, the most frequent in source code first; counted over C# and Python files.
    private const string ByFrequency = " etrsaniolcdfupm_.h)(,g\"='\n:ybwkvxE-T/#SI>N0;1OARCF<PDLj][M2qU{}z*8+3B4\\WHV%5G69KY7?!X`|Z&@JQ$^~";

    private static readonly double[] Share = Shares();

    /// <summary>Shares texts out.</summary>
    public static IReadOnlyList<IReadOnlyList<AnchorSearch.Anchor>> Group(IEnumerable<(string Text, int Rule)> anchors, int most)
    {
        var groups = new List<(List<AnchorSearch.Anchor> Members, Halves[] Places)>();
        foreach (var (anchor, places) in anchors.Select(Placed).OrderByDescending(item => Chance(item.Places)).ThenBy(item => item.Anchor.Rule))
        {
            // The group that lets through least more than before; a group of its own costs what the anchor itself does.
            var best = Enumerable.Range(0, groups.Count)
                .Select(index => (Index: index, Cost: Chance(Merge(groups[index].Places, places)) - Chance(groups[index].Places)))
                .OrderBy(choice => choice.Cost)
                .FirstOrDefault((Index: -1, Cost: double.MaxValue));
            if (groups.Count < most && best.Cost > Chance(places))
            {
                groups.Add(([anchor], places));
                continue;
            }

            groups[best.Index].Members.Add(anchor);
            groups[best.Index] = (groups[best.Index].Members, Merge(groups[best.Index].Places, places));
        }

        return [.. groups.Select(group => group.Members)];
    }

    /// <summary>A letter in both cases; any other byte alone.</summary>
    public static byte[] BothCases(byte value) => char.IsAsciiLetter((char)value) ? [value, (byte)(value ^ 0x20)] : [value];

    private static (AnchorSearch.Anchor Anchor, Halves[] Places) Placed((string Text, int Rule) anchor)
    {
        if (anchor.Text.Length < AnchorSearch.Width)
        {
            throw new ArgumentException($"The anchor '{anchor.Text}' is shorter than {AnchorSearch.Width} characters.", nameof(anchor));
        }

        var text = anchor.Text.Select(character => checked((byte)character)).ToArray();
        return Enumerable.Range(0, text.Length - AnchorSearch.Width + 1)
            .Select(offset => (new AnchorSearch.Anchor(text, anchor.Rule, offset), text.Skip(offset).Take(AnchorSearch.Width).Select(HalvesOf).ToArray()))
            .MinBy(item => Chance(item.Item2));
    }

    private static Halves HalvesOf(byte value)
    {
        var halves = default(Halves);
        foreach (var written in BothCases(value))
        {
            halves = new Halves((ushort)(halves.Low | (1 << (written & 0xF))), (ushort)(halves.High | (1 << (written >> 4))));
        }

        return halves;
    }

    private static Halves[] Merge(Halves[] left, Halves[] right) =>
        [.. left.Zip(right, (one, other) => new Halves((ushort)(one.Low | other.Low), (ushort)(one.High | other.High)))];

    private static double Chance(Halves[] places)
    {
        var chance = 1.0;
        foreach (var place in places)
        {
            var sum = 0.0;
            for (var value = 0; value < 256; value++)
            {
                sum += ((place.Low >> (value & 0xF)) & (place.High >> (value >> 4)) & 1) * Share[value];
            }

            chance *= sum;
        }

        return chance;
    }

    private static double[] Shares()
    {
        var shares = new double[256];
        Array.Fill(shares, 1e-5);
        for (var rank = 0; rank < ByFrequency.Length; rank++)
        {
            shares[ByFrequency[rank]] = 0.08 * Math.Pow(0.9, rank);
        }

        return shares;
    }

    /// <summary>The half-bytes that one place accepts, a bit for each.</summary>
    private readonly record struct Halves(ushort Low, ushort High);
}
