using System.Security.Cryptography;
using System.Text;
using DeployOps.Engine.Backups.Stores.Graph;
using Xunit;

namespace DeployOps.Engine.Tests.Backups.Graph;

/// <summary>The bytes and the hash of an export of the first version. They never change: sets that were written before have to verify.</summary>
public sealed class GraphExportBytesTests
{
    [Fact]
    public async Task An_export_has_the_bytes_and_the_hash_that_it_always_had()
    {
        var (dump, files) = await ScriptedGraphs.ExportAsync(Mixed());
        var lines = Encoding.UTF8.GetString(files.Content(GraphDump.PlainName)).Split('\n');

        // The second line says when it was written, and the last one has the hash of that.
        var lasting = string.Join('\n', lines.Where((_, number) => number != 1).SkipLast(2));
        Assert.Equal("graph-sha256:d0762295a0922abc9bea4c4a4b7f3b56e2d3e5c0752010a8ef5e04237ec5df20", dump.Content.Hash);
        Assert.Equal("9d07db33febf3a5711b5556d1057b31ee6a616c1627fabdd9aab405375ef4a46", Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(lasting))));
    }

    /// <summary>Rows whose kinds, names and their order change from one to the next, or stay for a while.</summary>
    private static ScriptedGraph Mixed()
    {
        var nodes = Enumerable.Range(0, 20_000).Select(number => ((long)number * 3, Labels(number), Properties(number))).ToList();
        var relationships = Enumerable.Range(0, 10_000).Select(number => (number * 3L, (long)(number * 7 % 20_000) * 3, number / 50 % 3 == 0 ? "T" : $"K`{number % 3}", Properties(number + 5))).ToList();
        return ScriptedGraphs.Neo4j(nodes, relationships);
    }

    private static string[] Labels(int number) => (number / 40 % 5) switch
    {
        0 => [],
        1 => ["Person"],
        2 => ["Person", "Admin"],
        3 => number % 2 == 0 ? ["Admin", "Person"] : ["Person"],
        _ => [$"Kind {number % 3}"],
    };

    private static Dictionary<string, object?> Properties(int number) => (number / 20 % 7) switch
    {
        0 => new() { ["id"] = (long)number, ["name"] = $"person {number}", ["score"] = number * 0.5, ["active"] = number % 2 == 0 },
        1 => number % 2 == 0 ? new() { ["b"] = 1L, ["a"] = 0.1 * number } : new() { ["a"] = 0.25 * number, ["b"] = -1L },
        2 => number % 3 == 0 ? new() { ["b"] = 1L } : new() { ["c"] = "x", ["b"] = 2L, ["a`"] = "'\n" },
        3 => [],
        4 => Enumerable.Range(0, 1 + (number % 5)).ToDictionary(property => $"p{property * 7 % 5}", property => (object?)(property * 1.25)),
        5 => new() { ["text"] = new string('x', number % 1_500), ["list"] = new List<object?> { 1L, "two", 3.5 } },
        _ => number % 400 == 0 ? new() { ["long"] = new string('y', 30_000 + number), ["z"] = 1L } : new() { ["z"] = -number / 100.0, ["y"] = 1e20, ["x"] = double.NaN },
    };
}
