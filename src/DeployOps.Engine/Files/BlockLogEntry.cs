namespace DeployOps.Engine.Files;

/// <summary>What a <see cref="BlockLogReader"/> meets in a log: an intact block, or a place where one is damaged.</summary>
/// <param name="Line">The line where it starts, counted from 1.</param>
public abstract record BlockLogEntry(long Line);

/// <summary>An intact block.</summary>
/// <param name="Line">The line of its header, counted from 1.</param>
/// <param name="Offset">Where its header starts, in bytes from where the reading started.</param>
/// <param name="Sequence">Its number; later blocks of a log have larger ones.</param>
/// <param name="Text">The part for people, with <c>\n</c> between lines.</param>
/// <param name="Payload">The part for programs, one line.</param>
public sealed record BlockLogBlock(long Line, long Offset, long Sequence, string Text, string Payload) : BlockLogEntry(Line);

/// <summary>A block that cannot be trusted; it was passed over.</summary>
/// <param name="Line">The line where the damage was met, counted from 1.</param>
/// <param name="Sequence">The number of the block, when its header could be read.</param>
/// <param name="Reason">What is wrong. It quotes nothing of the block.</param>
public sealed record BlockLogDamage(long Line, long? Sequence, string Reason) : BlockLogEntry(Line)
{
    /// <summary>The damage as a warning for people.</summary>
    public override string ToString() => $"line {Line}: a record{(Sequence is { } number ? $" (#{number})" : "")} is damaged and was passed over: {Reason}";
}
