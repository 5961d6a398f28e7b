using System.Text;
using DeployOps.Engine.Backups.Stores.Redis.Rdb;
using Xunit;

namespace DeployOps.Engine.Tests.Backups.Redis;

/// <summary>Bytes written by hand from the descriptions of the formats.</summary>
public sealed class PackedElementsTests
{
    [Fact]
    public void A_listpack_gives_its_numbers_and_texts() => Assert.Equal(
        ["0", "127", "-1", "4095", "-300", "100000", "5000000000", "hi"],
        Listed(PackedElements.Listpack, "2B000000 0800 00 01 7F 01 DFFF 02 CFFF 02 F1D4FE 03 F3A0860100 05 F400F2052A01000000 09 826869 03 FF"));

    [Fact]
    public void A_ziplist_gives_its_numbers_and_texts() => Assert.Equal(
        ["hi", "12", "-128", "1024", "-2"],
        Listed(PackedElements.Ziplist, "00000000 00000000 0500 00 02 6869 04 FD 02 FE80 03 C00004 04 F0FEFFFF FF"));

    [Fact]
    public void An_intset_gives_its_members() => Assert.Equal(["-5", "7", "300"], Listed(PackedElements.Intset, "02000000 03000000 FBFF 0700 2C01"));

    [Fact]
    public void A_zipmap_gives_its_fields_and_values() => Assert.Equal(["f", "value", "g", ""], Listed(PackedElements.Zipmap, "02 01 66 05 00 76616C7565 01 67 00 00 FF"));

    [Fact]
    public void Compressed_bytes_that_copy_what_they_just_wrote_come_out()
    {
        Assert.Equal("aaaaaaaaaa", Encoding.ASCII.GetString(Lzf.Decompress(Convert.FromHexString("0061" + "E00000"), 10)!));
        Assert.Null(Lzf.Decompress(Convert.FromHexString("0061" + "E00000"), 11));
        Assert.Null(Lzf.Decompress(Convert.FromHexString("E00005"), 9));
        Assert.Null(Lzf.Decompress([0], int.MaxValue));
    }

    private static List<string> Listed(Elements read, string bytes)
    {
        var found = new List<string>();
        Assert.True(read(Convert.FromHexString(bytes.Replace(" ", "", StringComparison.Ordinal)), element => found.Add(Encoding.UTF8.GetString(element))));
        return found;
    }

    private delegate bool Elements(ReadOnlySpan<byte> pack, ElementTaker take);
}
