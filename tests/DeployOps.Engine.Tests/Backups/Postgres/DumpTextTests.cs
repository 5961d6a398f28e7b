using System.Text;
using DeployOps.Engine.Backups.Sets;
using DeployOps.Engine.Backups.Stores.Postgres;
using Xunit;

namespace DeployOps.Engine.Tests.Backups.Postgres;

public sealed class DumpTextTests
{
    private const string Text = """
        SET client_encoding = 'UTF8';
        SELECT pg_catalog.lo_create('7');
        COPY public.t (b, "A a") FROM stdin;
        1	x
        2	COPY public.u (a) FROM stdin;
        \.
        COPY "Odd
        FROM stdin;"."n""ame"  FROM stdin;

        \.
        SELECT pg_catalog.setval('public."it''s (a); x"', -3, false);
        BEGIN;
        SELECT pg_catalog.lo_open('7', 131072);
        SELECT pg_catalog.lowrite(0, '\x0102');
        SELECT pg_catalog.lowrite(0, '\x03');
        SELECT pg_catalog.lo_close(0);
        COMMIT;

        """;

    [Fact]
    public async Task Rows_objects_and_sequences_are_found_whatever_their_names()
    {
        var content = await ReadAsync(Text);
        Assert.Equal(
            [new ContentCount("large object", "", 1), new ContentCount("table", "\"Odd\nFROM stdin;\".\"n\"\"ame\"", 1), new ContentCount("table", "public.t", 2)],
            content.Counts);
        Assert.StartsWith("rows-sha256:", content.Hash, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("1\tx\n2\tCOPY public.u (a) FROM stdin;", "2\tCOPY public.u (a) FROM stdin;\n1\tx", true)]
    [InlineData("(b, \"A a\") FROM stdin;\n1\tx\n2\tCOPY public.u (a) FROM stdin;", "(\"A a\", b) FROM stdin;\nx\t1\nCOPY public.u (a) FROM stdin;\t2", true)]
    [InlineData("'\\x0102');\nSELECT pg_catalog.lowrite(0, '\\x03');", "'\\x010203');", true)]
    [InlineData("1\tx", "1\ty", false)]
    [InlineData("1\tx\n", "", false)]
    [InlineData("1\tx\n", "1\tx\n1\tx\n", false)]
    [InlineData("-3, false", "-3, true", false)]
    [InlineData("\\x03", "\\x04", false)]
    [InlineData("lo_open('7'", "lo_open('8'", false)]
    [InlineData("public.t (", "public.s (", false)]
    [InlineData("public.t (b", "public.t (c", false)]
    public async Task The_hash_is_that_of_the_content_and_not_of_its_order(string old, string changed, bool isSame)
    {
        Assert.Contains(old, Text, StringComparison.Ordinal);
        var (before, after) = (await ReadAsync(Text), await ReadAsync(Text.Replace(old, changed, StringComparison.Ordinal)));
        Assert.Equal(isSame, before.Hash == after.Hash);
    }

    [Theory]
    [InlineData("COPY public.t (a) FROM stdin;\n1\n")]
    [InlineData("COPY public.t (b, a) FROM stdin;\n1\n\\.\n")]
    [InlineData("COPY t (a) FROM stdin;\n\\.\n")]
    [InlineData("COPY public.\"t (a) FROM stdin;\n\\.\n")]
    [InlineData("SELECT pg_catalog.setval('public.s', many, true);\n")]
    [InlineData("SELECT pg_catalog.lo_open('1', 131072);\n")]
    [InlineData("SELECT pg_catalog.lo_open('1', 131072);\nSELECT pg_catalog.lowrite(0, '\\x0g');\n")]
    public async Task A_text_that_is_cut_or_changed_is_refused(string text) => await Assert.ThrowsAsync<FormatException>(() => ReadAsync(text));

    [Fact]
    public async Task A_line_that_is_longer_than_any_buffer_is_one_line()
    {
        var lines = new List<int>();
        var text = new string('x', 1_000_000) + "\n\n" + new string('y', 300_000);
        await ByteLines.ReadAsync(new MemoryStream(Encoding.ASCII.GetBytes(text)), line => lines.Add(line.Length), default);
        Assert.Equal([1_000_000, 0, 300_000], lines);
    }

    private static async Task<StoreContent> ReadAsync(string text)
    {
        var sum = new ContentSum();
        using var reader = new DumpText(sum, static (_, _) => { });
        await ByteLines.ReadAsync(new MemoryStream(Encoding.UTF8.GetBytes(text)), reader.Take, default);
        reader.End();
        return sum.ToContent();
    }
}
