namespace DeployOps.Engine.Stores.Redis;

/// <summary>The types of an answer. Source: redis.io, Redis serialization protocol specification (RESP2 and RESP3).</summary>
public enum RedisValueKind
{
    /// <summary>Nothing: <c>_</c>, or a bulk string or an array of length -1.</summary>
    Null,

    /// <summary>A short text, <c>+</c>.</summary>
    Simple,

    /// <summary>An error, <c>-</c> or <c>!</c>.</summary>
    Error,

    /// <summary>A number, <c>:</c>.</summary>
    Number,

    /// <summary>Bytes, <c>$</c>.</summary>
    Bulk,

    /// <summary>A list, <c>*</c>.</summary>
    Array,

    /// <summary>A floating-point number, <c>,</c> (RESP3).</summary>
    FloatingPoint,

    /// <summary>True or false, <c>#</c> (RESP3).</summary>
    Boolean,

    /// <summary>A number of any size, <c>(</c> (RESP3).</summary>
    BigNumber,

    /// <summary>A text with a format in front, <c>=</c> (RESP3).</summary>
    Verbatim,

    /// <summary>Keys and values in turn, <c>%</c> (RESP3).</summary>
    Map,

    /// <summary>A set, <c>~</c> (RESP3).</summary>
    Set,

    /// <summary>Something that was not asked for, <c>&gt;</c> (RESP3).</summary>
    Push,
}
