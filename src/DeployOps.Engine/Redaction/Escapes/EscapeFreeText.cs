using System.Buffers;

namespace DeployOps.Engine.Redaction.Escapes;

/// <summary>
/// A text without its escape sequences, and where each of its bytes stood before. A secret with a colour in its middle is found in it, and
/// masked in the original, whose other colours stay. Not for use by two threads.
/// </summary>
internal sealed class EscapeFreeText
{
    private readonly ArrayBufferWriter<byte> _bytes = new();

    // From a place of the text on, so many bytes of the original are missing.
    private readonly List<(int At, int Missing)> _cuts = [];

    /// <summary>The bytes that are left.</summary>
    public ReadOnlySpan<byte> Bytes => _bytes.WrittenSpan;

    /// <summary>Takes a text. A sequence that its end cuts off is left out, as what follows will complete it.</summary>
    /// <param name="text">The text.</param>
    /// <param name="complete">Whether nothing follows it.</param>
    /// <returns>False, and nothing is taken, when there is no escape in it: as in most texts.</returns>
    public bool Take(ReadOnlySpan<byte> text, bool complete)
    {
        _bytes.ResetWrittenCount();
        _cuts.Clear();
        var next = text.IndexOf(EscapeSequence.Escape);
        if (next < 0)
        {
            return false;
        }

        var position = 0;
        while (next >= 0)
        {
            _bytes.Write(text.Slice(position, next));
            position += next;
            var length = EscapeSequence.LengthOf(text[position..], complete);
            if (length < 0)
            {
                return true;
            }

            position += length;
            _cuts.Add((_bytes.WrittenCount, position - _bytes.WrittenCount));
            next = text[position..].IndexOf(EscapeSequence.Escape);
        }

        _bytes.Write(text[position..]);
        return true;
    }

    /// <summary>Where a byte stood in the original.</summary>
    /// <param name="position">Its place in <see cref="Bytes"/>.</param>
    public int OriginalOf(int position)
    {
        var (low, high) = (0, _cuts.Count);
        while (low < high)
        {
            var middle = (low + high) / 2;
            (low, high) = _cuts[middle].At <= position ? (middle + 1, high) : (low, middle);
        }

        return position + (low == 0 ? 0 : _cuts[low - 1].Missing);
    }

    /// <summary>The first place that stood at or after one of the original.</summary>
    /// <param name="original">The place in the original.</param>
    public int FirstFrom(int original)
    {
        var (low, high) = (0, Bytes.Length);
        while (low < high)
        {
            var middle = (low + high) / 2;
            (low, high) = OriginalOf(middle) < original ? (middle + 1, high) : (low, middle);
        }

        return low;
    }
}
