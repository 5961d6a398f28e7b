namespace DeployOps.Engine.Stores.Graph.PackStream;

/// <summary>The first bytes of PackStream values.</summary>
internal static class PackStreamMarker
{
    public const byte TinyText = 0x80;
    public const byte TinyList = 0x90;
    public const byte TinyMap = 0xA0;
    public const byte TinyStructure = 0xB0;
    public const byte Null = 0xC0;
    public const byte Float = 0xC1;
    public const byte False = 0xC2;
    public const byte True = 0xC3;
    public const byte Integer8 = 0xC8;
    public const byte Integer16 = 0xC9;
    public const byte Integer32 = 0xCA;
    public const byte Integer64 = 0xCB;
    public const byte Bytes8 = 0xCC;
    public const byte Text8 = 0xD0;
    public const byte List8 = 0xD4;
    public const byte Map8 = 0xD8;
    public const byte NegativeTiny = 0xF0;

    private static readonly PackStreamType?[] Types = [.. Enumerable.Range(0, 256).Select(marker => Of((byte)marker))];

    /// <summary>The kind of value that a marker starts; <see langword="null"/> for the reserved ones.</summary>
    public static PackStreamType? TypeOf(byte marker) => Types[marker];

    private static PackStreamType? Of(byte marker) => marker switch
    {
        < TinyText or >= NegativeTiny => PackStreamType.WholeNumber,
        < TinyList => PackStreamType.Text,
        < TinyMap => PackStreamType.List,
        < TinyStructure => PackStreamType.Map,
        < Null => PackStreamType.Structure,
        Null => PackStreamType.Null,
        Float => PackStreamType.FloatingPoint,
        False or True => PackStreamType.Boolean,
        >= Integer8 and <= Integer64 => PackStreamType.WholeNumber,
        >= Bytes8 and <= Bytes8 + 2 => PackStreamType.Bytes,
        >= Text8 and <= Text8 + 2 => PackStreamType.Text,
        >= List8 and <= List8 + 2 => PackStreamType.List,
        >= Map8 and <= Map8 + 2 => PackStreamType.Map,
        _ => null,
    };
}
