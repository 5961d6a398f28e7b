namespace DeployOps.Engine.Releases.Journal;

/// <summary>Whether a line of the journal can be trusted.</summary>
internal enum JournalLineKind
{
    /// <summary>It is not what was written.</summary>
    Damaged,

    /// <summary>It is what was written.</summary>
    Intact,
}

/// <summary>A line of the journal.</summary>
/// <param name="Kind">Whether it can be trusted.</param>
/// <param name="Sequence">Its number; later lines have larger ones.</param>
/// <param name="Type">The type as it is written, of a record that this version does not know; empty otherwise.</param>
/// <param name="Record">The record; <see langword="null"/> when this version does not know it.</param>
internal readonly record struct JournalLine(JournalLineKind Kind, long Sequence, string Type, JournalRecord? Record)
{
    public static JournalLine Damaged => new(JournalLineKind.Damaged, 0, "", null);
}
