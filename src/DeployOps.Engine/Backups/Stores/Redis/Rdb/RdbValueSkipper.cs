namespace DeployOps.Engine.Backups.Stores.Redis.Rdb;

/// <summary>Passes over a value by its structure.</summary>
internal sealed class RdbValueSkipper(RdbInput input)
{
    private const int StreamIdBytes = 16;

    /// <summary>Passes over a value of a type.</summary>
    public void Skip(byte type)
    {
        switch (type)
        {
            case RdbTypes.List or RdbTypes.Set or RdbTypes.ListQuicklist:
                Strings(input.Length(), 1);
                break;
            case RdbTypes.Hash:
                Strings(input.Length(), 2);
                break;
            case RdbTypes.SortedSetText:
                SortedSetText(input.Length());
                break;
            case RdbTypes.SortedSet:
                SortedSet(input.Length());
                break;
            case RdbTypes.ListQuicklist2:
                Quicklist(input.Length());
                break;
            case RdbTypes.HashWithExpiry:
                input.UInt64();
                HashWithExpiry(input.Length());
                break;
            case RdbTypes.HashListpackWithExpiry:
                input.UInt64();
                input.SkipString();
                break;
            case RdbTypes.Stream or RdbTypes.Stream2 or RdbTypes.Stream3:
                Stream(type);
                break;
            case RdbTypes.Module:
                SkipModule();
                break;
            default:
                input.SkipString();
                break;
        }
    }

    /// <summary>Passes over what a module wrote: its number, and values with a sign before each. Source: <c>rdb.h</c>, RDB_MODULE_OPCODE.</summary>
    public void SkipModule()
    {
        input.Length();
        while (true)
        {
            switch (input.Length())
            {
                case 0: return;
                case 1 or 2: input.Length(); break;
                case 3: input.Bytes(4); break;
                case 4: input.Bytes(8); break;
                case 5: input.SkipString(); break;
                default: throw input.Damaged("a module wrote something that is not known");
            }
        }
    }

    private void Strings(ulong count, int each)
    {
        for (; count > 0; count--)
        {
            for (var number = 0; number < each; number++)
            {
                input.SkipString();
            }
        }
    }

    private void SortedSetText(ulong count)
    {
        for (; count > 0; count--)
        {
            input.SkipString();
            var length = input.Byte();
            input.Skip(length >= 253 ? 0u : length);
        }
    }

    private void SortedSet(ulong count)
    {
        for (; count > 0; count--)
        {
            input.SkipString();
            input.UInt64();
        }
    }

    private void Quicklist(ulong count)
    {
        for (; count > 0; count--)
        {
            if (input.Length() is not (1 or 2))
            {
                throw input.Damaged("a list has a container that is not known");
            }

            input.SkipString();
        }
    }

    private void HashWithExpiry(ulong count)
    {
        for (; count > 0; count--)
        {
            input.Length();
            input.SkipString();
            input.SkipString();
        }
    }

    private void Stream(byte type)
    {
        Strings(input.Length(), 2);
        Lengths(type == RdbTypes.Stream ? 3 : 8);
        for (var groups = input.Length(); groups > 0; groups--)
        {
            input.SkipString();
            Lengths(type == RdbTypes.Stream ? 2 : 3);
            for (var pending = input.Length(); pending > 0; pending--)
            {
                input.Bytes(StreamIdBytes + 8);
                input.Length();
            }

            for (var consumers = input.Length(); consumers > 0; consumers--)
            {
                input.SkipString();
                input.Bytes(type == RdbTypes.Stream3 ? 16 : 8);
                for (var pending = input.Length(); pending > 0; pending--)
                {
                    input.Bytes(StreamIdBytes);
                }
            }
        }
    }

    private void Lengths(int count)
    {
        for (; count > 0; count--)
        {
            input.Length();
        }
    }
}
