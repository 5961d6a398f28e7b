namespace DeployOps.Engine.Stores.Graph.Values;

/// <summary>The tags of the structures that values are made of (Bolt specification, "Structure Semantics").</summary>
public static class GraphTag
{
    /// <summary>A node: id, labels, properties; since Bolt 5 also element id.</summary>
    public const byte Node = 0x4E;

    /// <summary>A relationship: id, start id, end id, type, properties; since Bolt 5 also its three element ids.</summary>
    public const byte Relationship = 0x52;

    /// <summary>A relationship of a path: id, type, properties; since Bolt 5 also element id.</summary>
    public const byte UnboundRelationship = 0x72;

    /// <summary>A path: nodes, relationships, indices.</summary>
    public const byte Path = 0x50;

    /// <summary>A date: days since 1970-01-01.</summary>
    public const byte Date = 0x44;

    /// <summary>A time with an offset: nanoseconds since midnight there, offset in seconds.</summary>
    public const byte Time = 0x54;

    /// <summary>A time without an offset: nanoseconds since midnight.</summary>
    public const byte LocalTime = 0x74;

    /// <summary>A point in time with an offset: seconds in UTC, nanoseconds, offset in seconds.</summary>
    public const byte DateTime = 0x49;

    /// <summary>A point in time with a zone: seconds in UTC, nanoseconds, zone.</summary>
    public const byte DateTimeZoneId = 0x69;

    /// <summary>As <see cref="DateTime"/>, with the seconds of the wall clock there; up to Bolt 4.4.</summary>
    public const byte LegacyDateTime = 0x46;

    /// <summary>As <see cref="DateTimeZoneId"/>, with the seconds of the wall clock there; up to Bolt 4.4.</summary>
    public const byte LegacyDateTimeZoneId = 0x66;

    /// <summary>A date and time without a zone: seconds, nanoseconds.</summary>
    public const byte LocalDateTime = 0x64;

    /// <summary>A duration: months, days, seconds, nanoseconds.</summary>
    public const byte Duration = 0x45;

    /// <summary>A point on a plane: reference system, x, y.</summary>
    public const byte Point2D = 0x58;

    /// <summary>A point in space: reference system, x, y, z.</summary>
    public const byte Point3D = 0x59;
}
