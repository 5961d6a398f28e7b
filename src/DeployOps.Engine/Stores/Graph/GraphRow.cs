using DeployOps.Engine.Stores.Graph.PackStream;
using DeployOps.Engine.Stores.Graph.Values;

namespace DeployOps.Engine.Stores.Graph;

/// <summary>One row, still packed, in memory that the next row overwrites.</summary>
/// <param name="packed">The values, one after the other.</param>
/// <param name="count">How many there are.</param>
public readonly struct GraphRow(ReadOnlyMemory<byte> packed, int count)
{
    /// <summary>The number of values.</summary>
    public int Count { get; } = count;

    /// <summary>The values as they came, one after the other; overwritten by the next row.</summary>
    public ReadOnlyMemory<byte> Packed => packed;

    /// <summary>The values, to be read in their order without making objects: the way for very many rows.</summary>
    public PackStreamReader Open() => new(packed.Span);

    /// <summary>The values as objects that outlive the row; see <see cref="GraphValueReading.ReadValue"/> for their types.</summary>
    /// <exception cref="PackStreamFormatException">They are malformed.</exception>
    public object?[] ToValues()
    {
        var reader = Open();
        var values = new object?[Count];
        for (var index = 0; index < values.Length; index++)
        {
            values[index] = reader.ReadValue();
        }

        return values;
    }
}
