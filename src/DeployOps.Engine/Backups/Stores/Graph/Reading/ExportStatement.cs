namespace DeployOps.Engine.Backups.Stores.Graph.Reading;

/// <summary>A statement of an export.</summary>
/// <param name="Kind">What it does.</param>
/// <param name="Text">The statement in UTF-8 without the semicolon; valid until the next one is read.</param>
/// <param name="Rows">How many nodes or relationships it makes.</param>
internal readonly record struct ExportStatement(ExportStatementKind Kind, ReadOnlyMemory<byte> Text, int Rows);
