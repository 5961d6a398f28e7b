using DeployOps.Engine.Stores.Graph.Values;

namespace DeployOps.Engine.Tests.Stores.Graph;

/// <summary>Random values of every kind that goes both ways.</summary>
internal static class RandomValues
{
    public static object? Next(Random random, int depth) => random.Next(depth > 0 ? 17 : 14) switch
    {
        0 => null,
        1 => random.Next(2) == 0,
        2 => random.NextInt64(long.MinValue, long.MaxValue) >> random.Next(64),
        3 => BitConverter.Int64BitsToDouble(random.NextInt64(long.MinValue, long.MaxValue)),
        4 => Bytes(random),
        5 => Text(random),
        6 => new GraphDate(Whole(random)),
        7 => new GraphTime(Whole(random), random.Next(-64_800, 64_801)),
        8 => new GraphLocalTime(Whole(random)),
        9 => new GraphLocalDateTime(Whole(random), random.Next(1_000_000_000)),
        10 => new GraphDateTime(Whole(random), random.Next(1_000_000_000), random.Next(-64_800, 64_801)),
        11 => new GraphZonedDateTime(Whole(random), random.Next(1_000_000_000), Text(random)),
        12 => new GraphDuration(Whole(random), Whole(random), Whole(random), random.Next()),
        13 => new GraphPoint(random.Next(), random.NextDouble(), -random.NextDouble(), random.Next(2) == 0 ? null : random.NextDouble()),
        14 or 15 => Enumerable.Range(0, Count(random)).Select(_ => Next(random, depth - 1)).ToList(),
        _ => Enumerable.Range(0, Count(random)).ToDictionary(key => $"{key}{Text(random)}", _ => Next(random, depth - 1)),
    };

    private static long Whole(Random random) => random.NextInt64(long.MinValue, long.MaxValue) >> random.Next(64);

    private static int Count(Random random) => random.Next(10) == 0 ? random.Next(300) / 10 : random.Next(5);

    private static byte[] Bytes(Random random)
    {
        var bytes = new byte[random.Next(20) == 0 ? random.Next(70_000) : random.Next(20)];
        random.NextBytes(bytes);
        return bytes;
    }

    private static string Text(Random random)
    {
        const string Alphabet = "aZ0 '`\\\"\n\0é한글…";
        var text = new string([.. Enumerable.Range(0, random.Next(20) == 0 ? random.Next(300) : random.Next(20)).Select(_ => Alphabet[random.Next(Alphabet.Length)])]);
        return random.Next(4) == 0 ? text + "🧭" : text;
    }
}
