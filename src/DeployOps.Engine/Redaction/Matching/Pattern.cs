namespace DeployOps.Engine.Redaction.Matching;

/// <summary>Where one pattern lies, and which part of a match is masked.</summary>
/// <param name="Offset">The first byte of the pattern in the block of all patterns.</param>
/// <param name="Length">Its length in bytes.</param>
/// <param name="MaskStart">The first masked byte, counted from the start of the pattern.</param>
/// <param name="MaskLength">The number of masked bytes.</param>
/// <param name="Bounded">Whether the match must not begin or end inside a word.</param>
internal readonly record struct Pattern(int Offset, int Length, int MaskStart, int MaskLength, bool Bounded);
