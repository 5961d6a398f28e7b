namespace DeployOps.Engine.EnvFiles;

/// <summary>
/// Where an entry stands. Offsets count UTF-16 units in the text given to <see cref="EnvFile.Parse"/>, a BOM included,
/// so that a caller can cut and replace.
/// </summary>
/// <param name="Line">The line of the key, from 1.</param>
/// <param name="Column">The column of the key, from 1; a BOM does not count.</param>
/// <param name="Start">Offset of the statement: of <c>export</c> when it is there, else of the key.</param>
/// <param name="KeyStart">Offset of the key's first character.</param>
/// <param name="ValueStart">Offset of the value, its opening quote included. For an inherited key the end of the key.</param>
/// <param name="ValueEnd">Offset behind the value, its closing quote included.</param>
public readonly record struct EnvEntryPlace(int Line, int Column, int Start, int KeyStart, int ValueStart, int ValueEnd);
