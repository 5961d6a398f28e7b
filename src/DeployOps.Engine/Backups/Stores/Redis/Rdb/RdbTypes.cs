namespace DeployOps.Engine.Backups.Stores.Redis.Rdb;

/// <summary>The types of values, and the signs between them. Source: <c>rdb.h</c> of Redis 8, and the RDB documentation of redis.io.</summary>
internal static class RdbTypes
{
    public const byte String = 0;
    public const byte List = 1;
    public const byte Set = 2;
    public const byte SortedSetText = 3;
    public const byte Hash = 4;
    public const byte SortedSet = 5;
    public const byte Module = 7;
    public const byte HashZipmap = 9;
    public const byte ListZiplist = 10;
    public const byte SetIntset = 11;
    public const byte SortedSetZiplist = 12;
    public const byte HashZiplist = 13;
    public const byte ListQuicklist = 14;
    public const byte Stream = 15;
    public const byte HashListpack = 16;
    public const byte SortedSetListpack = 17;
    public const byte ListQuicklist2 = 18;
    public const byte Stream2 = 19;
    public const byte SetListpack = 20;
    public const byte Stream3 = 21;
    public const byte HashWithExpiry = 24;
    public const byte HashListpackWithExpiry = 25;

    public const byte SlotInfo = 244;
    public const byte Function = 245;
    public const byte ModuleAuxiliary = 247;
    public const byte Idle = 248;
    public const byte Frequency = 249;
    public const byte Auxiliary = 250;
    public const byte ResizeDatabase = 251;
    public const byte ExpiryMilliseconds = 252;
    public const byte ExpirySeconds = 253;
    public const byte SelectDatabase = 254;
    public const byte End = 255;

    /// <summary>What a user calls a type; <see langword="null"/> for one that is not known.</summary>
    public static string? NameOf(byte type) => type switch
    {
        String => "string",
        List or ListZiplist or ListQuicklist or ListQuicklist2 => "list",
        Set or SetIntset or SetListpack => "set",
        SortedSetText or SortedSet or SortedSetZiplist or SortedSetListpack => "zset",
        Hash or HashZipmap or HashZiplist or HashListpack or HashWithExpiry or HashListpackWithExpiry => "hash",
        Stream or Stream2 or Stream3 => "stream",
        Module => "module",
        _ => null,
    };
}
