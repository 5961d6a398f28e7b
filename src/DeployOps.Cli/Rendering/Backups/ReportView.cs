using Spectre.Console;

namespace DeployOps.Cli.Rendering.Backups;

/// <summary>How a report is shown: as JSON, on one line when told so, and for people.</summary>
internal sealed record ReportView<T>(Action<Stream, T, bool> Json, Action<IAnsiConsole, T> Text);
