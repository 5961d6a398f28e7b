using DeployOps.Engine.Backups.Sets;
using DeployOps.Engine.Backups.Stores;
using DeployOps.Engine.Backups.Stores.Graph;
using DeployOps.Integration.Tests.Stores.Graph;
using Xunit;

namespace DeployOps.Integration.Tests.Backups.Graph;

public sealed class GraphBackupRoundTripTests(GraphBackupServers servers) : IClassFixture<GraphBackupServers>
{
    private static readonly string[] Everything =
    [
        "CREATE (:Types {i: 42, least: -9223372036854775808, most: 9223372036854775807, f: 0.1, third: 1.0 / 3.0, big: 1.7976931348623157E308, minus: -0.0, nan: 0.0/0.0, up: 1.0/0.0, down: -1.0/0.0, tiny: (4.149515568880993E-143 * 1E-181), t: true, n: false})",
        "CREATE (:Types {empty: '', quotes: 'it\\'s \"q\" `b` \\\\ end', lines: 'a\\nb\\r\\tc', raw: 'x\u0001\u001B\u007Fy', text: '한글 🎉 \\\\u0041', none: [], list: [1, 2.5, 'x', true], nested: [1, [2, ['3', []]]], point: point({latitude: 1.1, longitude: -2}), points: [point({latitude: 1, longitude: 2}), 5]})",
        "CREATE (:Types {vector: vecf32([0.1, -2, 3.5]), vectors: [vecf32([1])], date: date('2020-02-29'), early: date('0044-03-15'), time: localtime('23:59:59'), both: localdatetime('1901-02-03T04:05:06'), d1: duration('P1Y2M3DT4H5M6S'), d2: duration({days: -3}), d3: duration({months: 25, seconds: 100000}), dates: [date('1969-12-31'), [localtime('00:00:00')]]})",
        "CREATE (:`한글 라벨`:`MATCH`:`it's \"odd\" 🎉 (x):y;`:`line\nbreak` {`key with spaces`: 1, `한글`: 2, `;\n//`: 3, `🎉'\"\\`: 4})",
        "CREATE ({alone: 1})-[:SELF]->({alone: 2})",
        "MATCH (n {alone: 1}) CREATE (n)-[:`a type, 한글 🎉` {w: 1.5, at: date('2021-01-01')}]->(n), (n)-[:SELF]->(n), (n)-[:SELF]->(n)",
        "MATCH (a:Types), (b:`MATCH`) CREATE (a)-[:TO {l: [1, 2]}]->(b), (b)-[:BACK]->(a), (b)-[:BACK]->(a)",
        "CREATE (n:Large {text: reduce(s = '', i IN range(1, 12000) | s + 'ab\\'한🎉' + i), list: [i IN range(1, 12000) | i * 3], strings: [i IN range(1, 5000) | 'item ' + i]})-[:LARGE {text: reduce(s = '', i IN range(1, 9000) | s + 'word ' + i)}]->(n)",
        "UNWIND range(1, 5000) AS x CREATE (n:Many {number: x, name: 'node ' + x, score: x / 3.0})",
        "MATCH (a:Many), (b:Many) WHERE b.number = a.number + 1 CREATE (a)-[:NEXT {step: a.number}]->(b)",
        "CREATE INDEX FOR (n:Many) ON (n.number)",
        "CREATE INDEX FOR ()-[r:`NEXT`]-() ON (r.step)",
        "CREATE VECTOR INDEX FOR (n:Types) ON (n.vector) OPTIONS {dimension: 3, similarityFunction: 'cosine', M: 20}",
        "CALL db.idx.fulltext.createNodeIndex({label: 'Doc', language: 'german', stopwords: ['der', 'die']}, {field: 'body', weight: 2.5, nostem: true}, 'title')",
    ];

    [GraphServerFact]
    public async Task Everything_that_the_server_can_hold_comes_back_and_the_hashes_are_the_same()
    {
        await GraphBackupServers.FillAsync(servers.Source, Everything);
        await GraphBackupServers.FillAsync(servers.Target);
        using var files = new FolderFiles();
        var (backup, source, target) = (GraphBackupServers.Backup(), GraphBackupServers.Access(servers.Source), GraphBackupServers.Access(servers.Target));
        var estimate = await backup.EstimateAsync(source, GraphBackupServers.Run(), CancellationToken.None);
        Assert.False(estimate.IsEmpty);
        Assert.True((await backup.EstimateAsync(target, GraphBackupServers.Run(), CancellationToken.None)).IsEmpty);

        var dump = await backup.DumpAsync(source, files, GraphBackupServers.Run(), CancellationToken.None);
        var read = await backup.ReadAsync(files, dump.Format, null, GraphBackupServers.Run(), CancellationToken.None);
        var content = await backup.ContentAsync(source, withHash: true, GraphBackupServers.Run(), CancellationToken.None);
        var restored = await backup.RestoreAsync(target, files, new StoreRestoration(Replace: false, dump.Format), GraphBackupServers.Run(), CancellationToken.None);

        Assert.Equal(["graph.cypher.gz"], files.Names);
        Assert.StartsWith("FalkorDB ", dump.ServerVersion, StringComparison.Ordinal);
        Assert.All(new[] { read.Hash, content.Hash, restored.Hash }, hash => Assert.Equal(dump.Content.Hash, hash));
        Assert.Equal(dump.Content.Counts, read.Counts);
        Assert.Equal(dump.Content.Counts, content.Counts);
        Assert.Equal(dump.Content.Counts, restored.Counts);
        Assert.Contains(new ContentCount("label", "Many", 5_000), restored.Counts);
        Assert.Contains(new ContentCount("relationship", "NEXT", 4_999), restored.Counts);
        await SeesTheSameAsync();
    }

    [GraphServerFact]
    public async Task A_target_that_is_not_empty_is_refused_and_left_as_it_is_unless_it_is_to_be_replaced()
    {
        await GraphBackupServers.FillAsync(servers.Source, "CREATE (:A {x: 1})-[:T]->(:B)");
        await GraphBackupServers.FillAsync(servers.Target, "CREATE (:Old {x: 1})-[:T]->(:Old)", "CREATE INDEX FOR (n:Old) ON (n.x)");
        using var files = new FolderFiles();
        var (backup, target) = (GraphBackupServers.Backup(gzip: false), GraphBackupServers.Access(servers.Target));
        var dump = await backup.DumpAsync(GraphBackupServers.Access(servers.Source), files, GraphBackupServers.Run(), CancellationToken.None);

        await Assert.ThrowsAsync<GraphTargetNotEmptyException>(
            () => backup.RestoreAsync(target, files, new StoreRestoration(Replace: false, dump.Format), GraphBackupServers.Run(), CancellationToken.None));
        Assert.Equal(["[2]"], await GraphBackupServers.SeeAsync(servers.Target, "MATCH (n:Old) RETURN count(n)"));

        var restored = await backup.RestoreAsync(target, files, new StoreRestoration(Replace: true, dump.Format), GraphBackupServers.Run(), CancellationToken.None);
        Assert.Equal(dump.Content.Hash, restored.Hash);
        Assert.Equal(["[0]"], await GraphBackupServers.SeeAsync(servers.Target, "MATCH (n:Old) RETURN count(n)"));
        Assert.Empty(await GraphBackupServers.SeeAsync(servers.Target, "CALL db.indexes() YIELD label RETURN label"));
    }

    [GraphServerFact]
    public async Task A_constraint_is_named_with_the_command_that_makes_it_again()
    {
        await GraphBackupServers.FillAsync(servers.Source, "CREATE (:A {x: 1})", "CREATE INDEX FOR (n:A) ON (n.x)");
        await servers.Source.RedisAsync("GRAPH.CONSTRAINT CREATE falkordb UNIQUE NODE A PROPERTIES 1 x");
        using var files = new FolderFiles();
        var dump = await GraphBackupServers.Backup(gzip: false).DumpAsync(GraphBackupServers.Access(servers.Source), files, GraphBackupServers.Run(), CancellationToken.None);

        Assert.Contains(dump.Notes, note => note.Contains("GRAPH.CONSTRAINT CREATE falkordb UNIQUE NODE `A` PROPERTIES 1 `x`", StringComparison.Ordinal));
        using var reader = new StreamReader(files.OpenRead("graph.cypher"));
        Assert.Contains("GRAPH.CONSTRAINT CREATE falkordb UNIQUE NODE `A`", await reader.ReadToEndAsync(), StringComparison.Ordinal);
    }

    /// <summary>What the server itself says of both graphs, compared by what neither the export nor the import has a part in.</summary>
    private async Task SeesTheSameAsync()
    {
        string[] queries =
        [
            "MATCH (n) RETURN count(n), count(n.`DeployOps key`)",
            "MATCH (n:Many) RETURN sum(n.number), sum(n.score), count(DISTINCT n.name)",
            "MATCH (a:Many)-[r:NEXT]->(b:Many) WHERE r.step = a.number AND b.number = a.number + 1 RETURN count(r), sum(r.step)",
            "MATCH (n) UNWIND keys(n) AS k RETURN k, typeof(n[k]), count(*) ORDER BY k, typeof(n[k])",
            "MATCH (n) UNWIND labels(n) AS l RETURN l, count(*) ORDER BY l",
            "MATCH (a)-[r]->(b) RETURN type(r), [l IN labels(a) WHERE l = 'MATCH'], size(labels(a)), size(labels(b)), count(*) ORDER BY type(r), size(labels(a)), size(labels(b)), count(*)",
            "MATCH (n:Types) WHERE n.i = 42 RETURN n.least, n.most, n.f, n.third, n.big, n.minus, n.nan, n.up, n.down, n.tiny, n.t, n.n",
            "MATCH (n:Types) WHERE n.empty = '' RETURN n.quotes, n.lines, n.raw, n.text, size(n.none), n.nested[1][1][0], size(n.nested[1][1][1]), n.point.latitude",
            "MATCH (n:Types) WHERE n.date IS NOT NULL RETURN n.date = date('2020-02-29'), n.early = date('0044-03-15'), n.time = localtime('23:59:59'), n.both = localdatetime('1901-02-03T04:05:06'), n.d1 = duration('P1Y2M3DT4H5M6S'), n.d3 = duration({months: 25, seconds: 100000}), n.dates[0] = date('1969-12-31'), typeof(n.vectors[0]), n.vector = vecf32([0.1, -2, 3.5])",
            "MATCH (n:Large)-[r:LARGE]->(n) RETURN size(n.text), n.text = reduce(s = '', i IN range(1, 12000) | s + 'ab\\'한🎉' + i), n.list = [i IN range(1, 12000) | i * 3], n.strings = [i IN range(1, 5000) | 'item ' + i], r.text = reduce(s = '', i IN range(1, 9000) | s + 'word ' + i), size(keys(r))",
            "CALL db.indexes() YIELD label, entitytype, types, language, stopwords, options RETURN label, entitytype, language, size(stopwords), keys(types) ORDER BY label, entitytype",
        ];
        foreach (var query in queries)
        {
            var (before, after) = (await GraphBackupServers.SeeAsync(servers.Source, query), await GraphBackupServers.SeeAsync(servers.Target, query));
            Assert.NotEmpty(before);
            Assert.Equal(before, after);
        }

        Assert.DoesNotContain("false", string.Join('\n', await GraphBackupServers.SeeAsync(servers.Target, queries[^3])), StringComparison.Ordinal);
        Assert.DoesNotContain("false", string.Join('\n', await GraphBackupServers.SeeAsync(servers.Target, queries[^2])), StringComparison.Ordinal);
    }
}
