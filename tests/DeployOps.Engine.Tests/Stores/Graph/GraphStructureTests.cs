using DeployOps.Engine.Stores.Graph.PackStream;
using DeployOps.Engine.Stores.Graph.Values;
using Xunit;

namespace DeployOps.Engine.Tests.Stores.Graph;

/// <summary>The structures of the Bolt specification, "Structure Semantics".</summary>
public sealed class GraphStructureTests
{
    private static readonly Dictionary<string, object?> Properties = new() { ["name"] = "example" };

    public static TheoryData<string, object> TimesAndPlaces => new()
    {
        { "B1 44 01", new GraphDate(1) },
        { "B1 44 CB FF FF FF AA AA AA AA AA", new GraphDate(unchecked((long)0xFFFFFFAAAAAAAAAA)) },
        { "B2 54 CA 00 0F 42 40 C9 0E 10", new GraphTime(1_000_000, 3600) },
        { "B2 54 00 C9 B9 B0", new GraphTime(0, -18_000) },
        { "B1 74 2A", new GraphLocalTime(42) },
        { "B3 49 C9 11 94 2A C9 0E 10", new GraphDateTime(4500, 42, 3600) },
        { "B3 69 C9 11 94 2A 8C 45 75 72 6F 70 65 2F 50 61 72 69 73", new GraphZonedDateTime(4500, 42, "Europe/Paris") },
        { "B2 64 C9 11 94 2A", new GraphLocalDateTime(4500, 42) },
        { "B4 45 01 02 03 04", new GraphDuration(1, 2, 3, 4) },
        { "B4 45 FF FE FD FC", new GraphDuration(-1, -2, -3, -4) },
        { "B3 58 C9 10 E6 C1 3F F8 00 00 00 00 00 00 C1 C0 04 00 00 00 00 00 00", new GraphPoint(4326, 1.5, -2.5) },
        { "B4 59 C9 13 73 C1 3F F8 00 00 00 00 00 00 C1 C0 04 00 00 00 00 00 00 C1 00 00 00 00 00 00 00 00", new GraphPoint(4979, 1.5, -2.5, 0) },
    };

    [Theory]
    [MemberData(nameof(TimesAndPlaces))]
    public void Times_and_places_are_read_and_written(string packed, object value)
    {
        Assert.Equal(value, Packed.Read(Packed.Hex(packed)));
        Assert.Equal(Packed.Hex(packed), Packed.Of(value));
    }

    [Fact]
    public void A_legacy_point_in_time_is_the_same_point_in_time()
    {
        // 1970-01-01T02:15:00.000000042+01:00, as the specification works it out: 8100 s on the clock, 4500 s in UTC.
        var legacy = Packed.Hex("B3 46 C9 1F A4 2A C9 0E 10");
        Assert.Equal(new GraphDateTime(4500, 42, 3600), Packed.Read(legacy));
        Assert.Equal(legacy, Packed.Of(new GraphDateTime(4500, 42, 3600), usesUtc: false));
    }

    [Fact]
    public void A_legacy_point_in_time_with_a_zone_keeps_what_the_clock_showed()
    {
        var legacy = Packed.Hex("B3 66 C9 1F A4 2A 8C 45 75 72 6F 70 65 2F 50 61 72 69 73");
        var read = Assert.IsType<GraphZonedDateTime>(Packed.Read(legacy));

        Assert.Equal(new GraphZonedDateTime(8100, 42, "Europe/Paris", IsWallClock: true), read);
        Assert.Equal(new GraphZonedDateTime(4500, 42, "Europe/Paris"), read.ToUtc());
        Assert.Equal(read, read.ToUtc().ToWallClock());
        Assert.Equal(legacy, Packed.Of(read, usesUtc: false));
        Assert.Equal(legacy, Packed.Of(read.ToUtc(), usesUtc: false));
        Assert.Equal(Packed.Of(read.ToUtc()), Packed.Of(read));
    }

    [Theory]
    [InlineData("Nowhere/Atlantis", 0)]
    [InlineData("Asia/Seoul", long.MaxValue)]
    public void A_zone_or_a_date_that_this_machine_does_not_know_is_a_named_failure(string zone, long seconds) =>
        Assert.Throws<PackStreamFormatException>(() => new GraphZonedDateTime(seconds, 0, zone, IsWallClock: true).ToUtc());

    [Fact]
    public void A_node_is_read_in_the_shape_of_4_and_of_5()
    {
        var old = Assert.IsType<GraphNode>(Packed.Read(Packed.Structure(GraphTag.Node, 3L, new object?[] { "Example", "Node" }, Properties)));
        var current = Assert.IsType<GraphNode>(Packed.Read(Packed.Structure(GraphTag.Node, 3L, new object?[] { "Example", "Node" }, Properties, "abc123")));

        Assert.Equal((3L, "3"), (old.Id, old.ElementId));
        Assert.Equal((3L, "abc123"), (current.Id, current.ElementId));
        Assert.Equal(["Example", "Node"], current.Labels);
        Assert.Equal("example", current.Properties["name"]);
    }

    [Fact]
    public void A_relationship_is_read_in_the_shape_of_4_and_of_5()
    {
        var old = Assert.IsType<GraphRelationship>(Packed.Read(Packed.Structure(GraphTag.Relationship, 11L, 2L, 3L, "KNOWS", Properties)));
        var current = Assert.IsType<GraphRelationship>(
            Packed.Read(Packed.Structure(GraphTag.Relationship, 11L, 2L, 3L, "KNOWS", Properties, "abc123", "def456", "ghi789")));

        Assert.Equal((11L, "11", "KNOWS", 2L, "2", 3L, "3"), (old.Id, old.ElementId, old.Type, old.StartNodeId, old.StartNodeElementId, old.EndNodeId, old.EndNodeElementId));
        Assert.Equal(("abc123", "def456", "ghi789"), (current.ElementId, current.StartNodeElementId, current.EndNodeElementId));
        Assert.Equal("example", current.Properties["name"]);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_path_is_read_in_the_shape_of_4_and_of_5(bool isNew)
    {
        var path = Assert.IsType<GraphPath>(Packed.Read(Path(isNew, 1, 1, 1, 0, -2, 2)));

        Assert.Equal([42L, 69L, 1L], path.Nodes.Select(node => node.Id));
        Assert.Equal([1000L, 1001L], path.Relationships.Select(relationship => relationship.Id));
        Assert.Equal(isNew ? "r1000" : "1000", path.Relationships[0].ElementId);
        Assert.Equal([1L, 1, 1, 0, -2, 2], path.Indices);
    }

    [Theory]
    [InlineData(0, 0)]
    [InlineData(3, 0)]
    [InlineData(1, 3)]
    [InlineData(1, -1)]
    [InlineData(long.MinValue, 0)]
    public void A_path_that_names_parts_it_does_not_have_is_refused(long relationship, long node) =>
        Assert.Throws<PackStreamFormatException>(() => Packed.Read(Path(true, relationship, node)));

    [Fact]
    public void A_structure_that_is_not_known_is_kept_with_its_tag()
    {
        var read = Assert.IsType<GraphStructure>(Packed.Read(Packed.Structure(0x56, new byte[] { 0xC8 }, new byte[] { 1, 2 })));
        Assert.Equal(0x56, read.Tag);
        Assert.Equal([new byte[] { 0xC8 }, new byte[] { 1, 2 }], read.Fields);
    }

    [Theory]
    [InlineData("B3 49 01 CB 00 00 00 01 00 00 00 00 00")]
    [InlineData("B1 44 81 41")]
    [InlineData("B4 4E 01 91 01 A0 81 41")]
    [InlineData("B3 50 91 01 90 90")]
    public void A_structure_with_parts_of_another_kind_or_range_is_refused(string packed) =>
        Assert.Throws<PackStreamFormatException>(() => Packed.Read(Packed.Hex(packed)));

    private static byte[] Path(bool isNew, params long[] indices)
    {
        object?[] Named(long id, string prefix, params object?[] fields) => isNew ? [id, .. fields, $"{prefix}{id}"] : [id, .. fields];
        var nodes = new long[] { 42, 69, 1 }.Select(object? (id) => new Packed.Nested(GraphTag.Node, Named(id, "n", new object?[] { "L" }, Properties))).ToArray();
        var relationships = new long[] { 1000, 1001 }.Select(object? (id) => new Packed.Nested(GraphTag.UnboundRelationship, Named(id, "r", "KNOWS", Properties))).ToArray();
        return Packed.Structure(GraphTag.Path, nodes, relationships, indices.Select(object? (index) => index).ToArray());
    }
}
