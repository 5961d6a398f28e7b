using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace DeployOps.Engine.Repository.Scanning;

/// <summary>
/// Finds many short texts in bytes at once, ignoring the case of ASCII letters: sixteen bytes at a time are looked up by
/// their half-bytes in tables that say which of eight groups of texts may stand here (the idea is known as Teddy). What passes is
/// compared in full. Each text is looked for by its three rarest neighbouring letters, and alike ones share a group, so
/// that about one place in a hundred of ordinary source code is compared.
/// </summary>
internal sealed class AnchorSearch
{
    /// <summary>How many neighbouring bytes are looked up.</summary>
    internal const int Width = 3;

    private const int Groups = 8;

    // The tables: for each of the three bytes, by low and by high half, a bit for each group.
    private readonly Vector128<byte>[] _low = new Vector128<byte>[Width];
    private readonly Vector128<byte>[] _high = new Vector128<byte>[Width];
    private readonly Anchor[][] _groups = new Anchor[Groups][];

    /// <summary>Prepares a search.</summary>
    /// <param name="anchors">The texts in lower case, at least three ASCII characters each, with the rule they belong to.</param>
    public AnchorSearch(IEnumerable<(string Text, int Rule)> anchors)
    {
        var groups = AnchorGrouping.Group(anchors, Groups);
        var low = new byte[Width][];
        var high = new byte[Width][];
        for (var place = 0; place < Width; place++)
        {
            (low[place], high[place]) = (new byte[16], new byte[16]);
            for (var group = 0; group < groups.Count; group++)
            {
                foreach (var anchor in groups[group])
                {
                    foreach (var value in AnchorGrouping.BothCases(anchor.Text[anchor.Offset + place]))
                    {
                        low[place][value & 0xF] |= (byte)(1 << group);
                        high[place][value >> 4] |= (byte)(1 << group);
                    }
                }
            }

            _low[place] = Vector128.Create(low[place]);
            _high[place] = Vector128.Create(high[place]);
        }

        for (var group = 0; group < Groups; group++)
        {
            _groups[group] = group < groups.Count ? [.. groups[group]] : [];
        }
    }

    /// <summary>The places in a text where something stands, first to last.</summary>
    public Enumerator Find(ReadOnlySpan<byte> text) => new(this, text);

    /// <summary>A text to look for.</summary>
    /// <param name="Text">The text in lower case.</param>
    /// <param name="Rule">The rule it belongs to.</param>
    /// <param name="Offset">Where in it the three bytes stand that are looked up.</param>
    internal readonly record struct Anchor(byte[] Text, int Rule, int Offset);

    /// <summary>Goes from find to find.</summary>
    public ref struct Enumerator
    {
        private readonly AnchorSearch _search;
        private readonly ReadOnlySpan<byte> _text;
        private int _block;
        private int _place;
        private uint _places;
        private Vector128<byte> _groupsHere;
        private uint _groups;
        private int _next;

        internal Enumerator(AnchorSearch search, ReadOnlySpan<byte> text)
        {
            _search = search;
            _text = text;
            _block = -Vector128<byte>.Count;
        }

        /// <summary>Where the text that was found starts.</summary>
        public int Start { get; private set; }

        /// <summary>How long it is.</summary>
        public int Length { get; private set; }

        /// <summary>The rule it belongs to.</summary>
        public int Rule { get; private set; }

        /// <summary>Goes to the next find.</summary>
        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        public bool MoveNext()
        {
            while (true)
            {
                while (_groups != 0)
                {
                    var candidates = _search._groups[BitOperations.TrailingZeroCount(_groups)];
                    while (_next < candidates.Length)
                    {
                        if (Stands(candidates[_next++]))
                        {
                            return true;
                        }
                    }

                    _groups &= _groups - 1;
                    _next = 0;
                }

                while (_places == 0)
                {
                    if (!NextBlock())
                    {
                        return false;
                    }
                }

                var lane = BitOperations.TrailingZeroCount(_places);
                _places &= _places - 1;
                _place = _block + lane;
                _groups = _groupsHere[lane];
            }
        }

        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        private bool Stands(in Anchor anchor)
        {
            var start = _place - anchor.Offset;
            if (start < 0 || start + anchor.Text.Length > _text.Length)
            {
                return false;
            }

            for (var index = 0; index < anchor.Text.Length; index++)
            {
                // Letters are compared without their case; other characters have no lower case to be folded to.
                var value = _text[start + index];
                if ((value is >= (byte)'A' and <= (byte)'Z' ? value | 0x20 : value) != anchor.Text[index])
                {
                    return false;
                }
            }

            (Start, Length, Rule) = (start, anchor.Text.Length, anchor.Rule);
            return true;
        }

        // A scan is over in a second: there is no time for the runtime to find out that this is worth optimising.
        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        private bool NextBlock()
        {
            ref var first = ref MemoryMarshal.GetReference(_text);
            var (low0, low1, low2) = (_search._low[0], _search._low[1], _search._low[2]);
            var (high0, high1, high2) = (_search._high[0], _search._high[1], _search._high[2]);
            var half = Vector128.Create((byte)0xF);
            for (_block += Vector128<byte>.Count; _block + Vector128<byte>.Count + Width - 1 <= _text.Length; _block += Vector128<byte>.Count)
            {
                var one = Vector128.LoadUnsafe(ref first, (nuint)_block);
                var two = Vector128.LoadUnsafe(ref first, (nuint)_block + 1);
                var three = Vector128.LoadUnsafe(ref first, (nuint)_block + 2);
                var here =
                    Vector128.ShuffleNative(low0, one & half) & Vector128.ShuffleNative(high0, Vector128.ShiftRightLogical(one, 4))
                    & Vector128.ShuffleNative(low1, two & half) & Vector128.ShuffleNative(high1, Vector128.ShiftRightLogical(two, 4))
                    & Vector128.ShuffleNative(low2, three & half) & Vector128.ShuffleNative(high2, Vector128.ShiftRightLogical(three, 4));
                if (here != Vector128<byte>.Zero)
                {
                    return Take(here);
                }
            }

            if (_block >= _text.Length)
            {
                return false;
            }

            // The last bytes, with zeros behind them, which no anchor holds.
            Span<byte> tail = stackalloc byte[Vector128<byte>.Count * 2];
            tail.Clear();
            _text[_block..Math.Min(_text.Length, _block + Vector128<byte>.Count + Width - 1)].CopyTo(tail);
            var last = Vector128<byte>.AllBitsSet;
            for (var place = 0; place < Width; place++)
            {
                var bytes = Vector128.Create<byte>(tail[place..]);
                last &= Vector128.ShuffleNative(_search._low[place], bytes & half) & Vector128.ShuffleNative(_search._high[place], Vector128.ShiftRightLogical(bytes, 4));
            }

            return Take(last);
        }

        private bool Take(Vector128<byte> groups)
        {
            _groupsHere = groups;
            _places = ~Vector128.Equals(groups, Vector128<byte>.Zero).ExtractMostSignificantBits() & 0xFFFF;
            return true;
        }
    }
}
