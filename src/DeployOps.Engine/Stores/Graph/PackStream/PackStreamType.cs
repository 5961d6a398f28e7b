namespace DeployOps.Engine.Stores.Graph.PackStream;

/// <summary>The kinds of PackStream values (PackStream specification, version 1, "Data types").</summary>
public enum PackStreamType
{
    /// <summary>No value.</summary>
    Null,

    /// <summary>True or false.</summary>
    Boolean,

    /// <summary>A signed integer of 64 bits.</summary>
    WholeNumber,

    /// <summary>A floating point number of 64 bits.</summary>
    FloatingPoint,

    /// <summary>A byte array.</summary>
    Bytes,

    /// <summary>A text in UTF-8.</summary>
    Text,

    /// <summary>A list of values.</summary>
    List,

    /// <summary>Keys with values.</summary>
    Map,

    /// <summary>A tagged tuple such as a node or a date.</summary>
    Structure,
}
