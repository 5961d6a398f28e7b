namespace DeployOps.Engine.Releases.Journal;

/// <summary>The first line of the note about started commands: whose they are, and by what they are recognised.</summary>
/// <param name="Mark">A random word that every command of the holder carries in its environment.</param>
/// <param name="Holder">The holder.</param>
internal sealed record LockMark(string Mark, LockHolder Holder);
