namespace DeployOps.Engine.Files;

/// <summary>The kinds of lines that frame a block.</summary>
internal enum BlockLogMarkKind
{
    /// <summary>The line is no mark.</summary>
    None,

    /// <summary>A block starts.</summary>
    Header,

    /// <summary>A block ends.</summary>
    End,

    /// <summary>A block was cut off before, and this line closes it.</summary>
    Cut,

    /// <summary>The line starts like a mark and is none.</summary>
    Unreadable,
}

/// <summary>A line that frames a block.</summary>
/// <param name="Kind">What it says.</param>
/// <param name="Sequence">The block's number.</param>
/// <param name="Hash">The block's SHA-256 in a header.</param>
internal readonly record struct BlockLogMark(BlockLogMarkKind Kind, long Sequence, string Hash);
