using System.IO.Compression;
using System.Text;
using DeployOps.Engine.Backups;
using DeployOps.Engine.Backups.Sets;
using DeployOps.Engine.Backups.Stores;
using DeployOps.Engine.Backups.Stores.Graph;
using DeployOps.Engine.Project.Sections;
using Xunit;

namespace DeployOps.Engine.Tests.Backups.Graph;

/// <summary>An export that is not what was written is never taken for one.</summary>
public sealed class GraphDamageTests
{
    private const int Damages = 1_000;
    private static readonly GraphBackup Backup = new(new BackupGraphSettings(), new BackupPorts());

    [Theory]
    [InlineData(false, 1)]
    [InlineData(true, 2)]
    public async Task No_random_damage_is_accepted(bool gzip, int seed)
    {
        var (_, files) = await ScriptedGraphs.ExportAsync(ScriptedGraphs.Small(), gzip);
        var (name, whole) = (files.Names[0], files.Content(files.Names[0]));
        var random = new Random(seed);
        for (var round = 0; round < Damages; round++)
        {
            var damaged = Damage(whole, random, round % 5);
            if (damaged.AsSpan().SequenceEqual(whole))
            {
                continue;
            }

            var failure = await Record.ExceptionAsync(() => ReadAsync(name, damaged));
            // The last block of deflate ends with up to seven bits that mean nothing: a change of those changes nothing of the content.
            Assert.True(failure is GraphExportDamagedException || (failure is null && gzip && Unpacked(damaged).AsSpan().SequenceEqual(Unpacked(whole))), $"seed {seed}, round {round}: {failure?.GetType().Name ?? "accepted"}");
        }
    }

    [Theory]
    [InlineData("KNOWS", "KNOWZ")]
    [InlineData("`age`:42", "`age`:43")]
    [InlineData("// count 3 node \n", "// count 2 node \n")]
    [InlineData("{s:0,e:7,p:{`since`:1999}},", "")]
    [InlineData("// DeployOps graph export 1 Neo4j", "// DeployOps graph export 2 Neo4j")]
    [InlineData("// DeployOps graph export 1 Neo4j", "// DeployOps graph export 1 FalkorDB")]
    [InlineData("SET n = row.p, n.", "SET n = row.q, n.")]
    [InlineData("CREATE CONSTRAINT", "MATCH (n) DETACH DELETE n;\nCREATE CONSTRAINT")]
    [InlineData("// end ", "// END ")]
    public async Task An_edited_export_is_refused(string old, string now)
    {
        var (_, files) = await ScriptedGraphs.ExportAsync(ScriptedGraphs.Small());
        var text = Encoding.UTF8.GetString(files.Content("graph.cypher"));

        Assert.Contains(old, text, StringComparison.Ordinal);
        await Assert.ThrowsAsync<GraphExportDamagedException>(() => ReadAsync("graph.cypher", Encoding.UTF8.GetBytes(text.Replace(old, now, StringComparison.Ordinal))));
    }

    [Fact]
    public async Task An_export_that_ends_anywhere_before_its_end_is_refused()
    {
        var (_, files) = await ScriptedGraphs.ExportAsync(ScriptedGraphs.Small());
        var whole = files.Content("graph.cypher");
        for (var length = 0; length < whole.Length; length += 7)
        {
            await Assert.ThrowsAsync<GraphExportDamagedException>(() => ReadAsync("graph.cypher", whole[..length]));
        }

        await Assert.ThrowsAsync<GraphExportDamagedException>(() => ReadAsync("graph.cypher", [.. whole, .. "// end"u8]));
        await Assert.ThrowsAsync<GraphExportDamagedException>(() => ReadAsync("graph.cypher", [.. whole, .. whole]));
    }

    [Fact]
    public async Task Two_packed_exports_in_one_file_are_refused()
    {
        var (_, files) = await ScriptedGraphs.ExportAsync(ScriptedGraphs.Small(), gzip: true);
        var whole = files.Content("graph.cypher.gz");

        await Assert.ThrowsAsync<GraphExportDamagedException>(() => ReadAsync("graph.cypher.gz", [.. whole, .. whole]));
        await Assert.ThrowsAsync<GraphExportDamagedException>(() => ReadAsync("graph.cypher.gz", [.. whole, 0]));
        await Assert.ThrowsAsync<GraphExportDamagedException>(() => ReadAsync("graph.cypher.gz", []));
    }

    [Fact]
    public async Task A_file_of_another_kind_or_name_is_refused()
    {
        var (_, files) = await ScriptedGraphs.ExportAsync(ScriptedGraphs.Small());

        await Assert.ThrowsAsync<GraphExportDamagedException>(() => ReadAsync("redis.rdb", files.Content("graph.cypher")));
        await Assert.ThrowsAsync<GraphExportDamagedException>(() => Backup.ReadAsync(files, "rdb", null, new StoreRun(), CancellationToken.None));
        await Assert.ThrowsAsync<GraphExportDamagedException>(() => ReadAsync("graph.cypher", "REDIS0011"u8.ToArray()));
    }

    private static Task<StoreContent> ReadAsync(string name, byte[] content) =>
        Backup.ReadAsync(MemoryFiles.Of(name, content), GraphBackup.Format, null, new StoreRun(), CancellationToken.None);

    private static byte[] Damage(byte[] whole, Random random, int kind)
    {
        var damaged = whole.ToList();
        var (at, length) = (random.Next(whole.Length), random.Next(1, 40));
        switch (kind)
        {
            case 0:
                damaged[at] ^= (byte)(1 << random.Next(8));
                break;
            case 1:
                damaged.RemoveRange(at, damaged.Count - at);
                break;
            case 2:
                damaged.RemoveRange(at, Math.Min(length, damaged.Count - at));
                break;
            case 3:
                damaged.InsertRange(at, whole.Skip(random.Next(whole.Length)).Take(length));
                break;
            default:
                for (var index = at; index < Math.Min(at + length, damaged.Count); index++)
                {
                    damaged[index] = (byte)random.Next(256);
                }

                break;
        }

        return [.. damaged];
    }

    private static byte[] Unpacked(byte[] packed)
    {
        using var stream = new GZipStream(new MemoryStream(packed), CompressionMode.Decompress);
        using var content = new MemoryStream();
        stream.CopyTo(content);
        return content.ToArray();
    }
}
