using System.Text;
using DeployOps.Engine.Backups.Stores.Graph;
using DeployOps.Engine.Stores.Graph.Values;
using Xunit;

namespace DeployOps.Engine.Tests.Backups.Graph;

/// <summary>Each type of value that a property can have, as Cypher.</summary>
public sealed class GraphValueTests
{
    public static TheoryData<object, string> Values { get; } = new()
    {
        { new GraphDate(0), "date('1970-01-01')" },
        { new GraphDate(-1), "date('1969-12-31')" },
        { new GraphDate(19_782), "date('2024-02-29')" },
        { new GraphDate(-719_528), "date('0000-01-01')" },
        { new GraphDate(-719_529), "date('-0001-12-31')" },
        { new GraphDate(2_932_897), "date('+10000-01-01')" },
        { new GraphLocalTime(0), "localtime('00:00:00')" },
        { new GraphLocalTime(86_399_999_999_999), "localtime('23:59:59.999999999')" },
        { new GraphLocalTime(45_296_000_000_001), "localtime('12:34:56.000000001')" },
        { new GraphTime(45_296_000_000_000, 32_400), "time('12:34:56+09:00')" },
        { new GraphTime(0, -12_645), "time('00:00:00-03:30:45')" },
        { new GraphLocalDateTime(-1, 5), "localdatetime('1969-12-31T23:59:59.000000005')" },
        { new GraphLocalDateTime(1_700_000_000, 0), "localdatetime('2023-11-14T22:13:20')" },
        { new GraphDateTime(1_700_000_000, 7, 3_600), "datetime({epochSeconds:1700000000,nanosecond:7,timezone:'+01:00'})" },
        { new GraphZonedDateTime(1_700_000_000, 0, "Asia/Seoul"), "datetime({epochSeconds:1700000000,nanosecond:0,timezone:'Asia/Seoul'})" },
        { new GraphDuration(14, -3, 5, 6), "duration({months:14,days:-3,seconds:5,nanoseconds:6})" },
        { new GraphPoint(4326, 2.5, 1.5), "point({srid:4326,x:2.5,y:1.5})" },
        { new GraphPoint(9157, 1, -2, 3), "point({srid:9157,x:1.0,y:-2.0,z:3.0})" },
        { 1e22, "1E+22" },
        { -0.0, "-0.0" },
        { 5e-324, "5E-324" },
        { double.MaxValue, "1.7976931348623157E+308" },
        { 3.0, "3.0" },
        { double.PositiveInfinity, "1.0/0.0" },
        { "\t\r\u007f\0`", @"'\t\r\u007f\u0000`'" },
        { new List<object?> { "a", "b,]" }, "['a','b,]']" },
        { false, "false" },
    };

    [Theory]
    [MemberData(nameof(Values))]
    public async Task A_value_is_written_as_its_constructor_or_literal(object value, string cypher)
    {
        var (dump, files) = await ScriptedGraphs.ExportAsync(ScriptedGraphs.Neo4j([(1, ["A"], new() { ["x"] = value })], []));

        Assert.Contains($"{{k:1,p:{{`x`:{cypher}}}}}", Encoding.UTF8.GetString(files.Content("graph.cypher")), StringComparison.Ordinal);
        var read = await new GraphBackup(new(), new()).ReadAsync(files, GraphBackup.Format, null, new(), CancellationToken.None);
        Assert.Equal(dump.Content.Hash, read.Hash);
    }

    public static TheoryData<object, string> Refused { get; } = new()
    {
        { new byte[] { 1, 2 }, "byte array" },
        { new Dictionary<string, object?> { ["a"] = 1L }, "map" },
        { new List<object?> { new byte[] { 1 } }, "byte array" },
        { new List<object?> { null! }, "null" },
    };

    [Theory]
    [MemberData(nameof(Refused))]
    public async Task What_Cypher_has_no_form_for_is_refused_by_name(object value, string what)
    {
        var failure = await Assert.ThrowsAsync<GraphNotCarriedException>(() => ScriptedGraphs.ExportAsync(ScriptedGraphs.Neo4j([(1, ["A"], new() { ["odd"] = value })], [])));

        Assert.Contains(what, failure.Message, StringComparison.Ordinal);
        Assert.Contains("the property `odd` of a node :`A`", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_graph_in_which_a_restore_was_broken_off_is_not_exported()
    {
        await Assert.ThrowsAsync<GraphNotCarriedException>(() => ScriptedGraphs.ExportAsync(ScriptedGraphs.Neo4j([(1, ["DeployOps temporary"], [])], [])));
        await Assert.ThrowsAsync<GraphNotCarriedException>(() => ScriptedGraphs.ExportAsync(ScriptedGraphs.Neo4j([(1, ["A"], new() { ["DeployOps key"] = 4L })], [])));
    }
}
