using DeployOps.Engine.Backups.Stores.Graph.Export;

namespace DeployOps.Engine.Backups.Stores.Graph.Reading;

/// <summary>Reads exactly the Cypher that an export is written in, and nothing else.</summary>
internal ref struct CypherScan(ReadOnlySpan<byte> text)
{
    private const int DeepestList = 64;
    private static readonly System.Buffers.SearchValues<byte> WordLetters = System.Buffers.SearchValues.Create("abcdefghijklmnopqrstuvwxyz0123456789"u8);
    private readonly ReadOnlySpan<byte> _text = text;

    public int Position { get; private set; }

    public readonly bool IsAtEnd => Position == _text.Length;

    public readonly ReadOnlySpan<byte> Rest => _text[Position..];

    /// <summary>Passes over a text when it comes next.</summary>
    public bool Skip(ReadOnlySpan<byte> text)
    {
        if (!Rest.StartsWith(text))
        {
            return false;
        }

        Position += text.Length;
        return true;
    }

    /// <exception cref="GraphExportDamagedException">Something else comes next.</exception>
    public void Expect(ReadOnlySpan<byte> text)
    {
        if (!Skip(text))
        {
            throw Unexpected();
        }
    }

    /// <summary>A name in its backticks.</summary>
    public ReadOnlySpan<byte> Name()
    {
        var end = Rest.StartsWith("`"u8) ? CypherNames.End(Rest) : -1;
        return end < 0 ? throw Unexpected() : Take(end);
    }

    public long Integer() => System.Buffers.Text.Utf8Parser.TryParse(Rest, out long value, out var used) && used > 0
        ? Take(used).Length > 0 ? value : 0
        : throw Unexpected();

    /// <summary>A value, as it is written.</summary>
    public ReadOnlySpan<byte> Literal() => Literal(0);

    /// <summary>Passes over everything up to a text that stands outside of names.</summary>
    public void SkipTo(ReadOnlySpan<byte> text)
    {
        while (!IsAtEnd && !Rest.StartsWith(text))
        {
            if (Rest[0] == (byte)'`')
            {
                Name();
            }
            else
            {
                Position++;
            }
        }

        Expect(text);
    }

    public static GraphExportDamagedException Unexpected() => new("a statement is not as it was written");

    private ReadOnlySpan<byte> Literal(int depth)
    {
        var start = Position;
        switch (IsAtEnd ? (byte)0 : Rest[0])
        {
            case (byte)'\'':
                Quoted();
                break;
            case (byte)'[' when depth < DeepestList:
                List(depth);
                break;
            case (byte)'(':
                Expect("("u8);
                Number();
                Expect(" * "u8);
                Number();
                Expect(")"u8);
                break;
            case (byte)'-' or (>= (byte)'0' and <= (byte)'9'):
                Number();
                break;
            case >= (byte)'a' and <= (byte)'z':
                Word(depth);
                break;
            default:
                throw Unexpected();
        }

        return _text[start..Position];
    }

    private void Quoted()
    {
        Expect("'"u8);
        while (true)
        {
            var next = Rest.IndexOfAny((byte)'\'', (byte)'\\');
            if (next < 0 || next + 1 >= Rest.Length)
            {
                // A closing quote may be the last byte, an escape may not.
                Position += next < 0 ? 0 : next;
                Expect("'"u8);
                return;
            }

            var isEnd = Rest[next] == (byte)'\'';
            Position += next + (isEnd ? 1 : 2);
            if (isEnd)
            {
                return;
            }
        }
    }

    private void List(int depth)
    {
        Expect("["u8);
        if (Skip("]"u8))
        {
            return;
        }

        do
        {
            Literal(depth + 1);
        }
        while (Skip(","u8));
        Expect("]"u8);
    }

    private void Number()
    {
        Skip("-"u8);
        Digits();
        if (Skip("/0.0"u8))
        {
            return;
        }

        if (Skip("."u8))
        {
            Digits();
            if (Skip("/0.0"u8))
            {
                return;
            }
        }

        if (Skip("E"u8))
        {
            if (!Skip("+"u8))
            {
                Skip("-"u8);
            }

            Digits();
        }
    }

    private void Digits()
    {
        var count = Rest.IndexOfAnyExceptInRange((byte)'0', (byte)'9');
        count = count < 0 ? Rest.Length : count;
        Position += count > 0 ? count : throw Unexpected();
    }

    /// <summary>true, false, or the call of a constructor with a text, a list or a map.</summary>
    private void Word(int depth)
    {
        var length = Rest.IndexOfAnyExcept(WordLetters);
        var word = Take(length < 0 ? Rest.Length : length);
        if (word.SequenceEqual("true"u8) || word.SequenceEqual("false"u8))
        {
            return;
        }

        Expect("("u8);
        if (Skip("{"u8))
        {
            do
            {
                var name = Rest.IndexOf((byte)':');
                if (name <= 0 || Rest[..name].IndexOfAnyExceptInRange((byte)'A', (byte)'z') >= 0)
                {
                    throw Unexpected();
                }

                Take(name + 1);
                Literal(depth + 1);
            }
            while (depth < DeepestList && Skip(","u8));
            Expect("}"u8);
        }
        else
        {
            Literal(depth + 1);
        }

        Expect(")"u8);
    }

    private ReadOnlySpan<byte> Take(int length)
    {
        Position += length;
        return _text.Slice(Position - length, length);
    }
}
