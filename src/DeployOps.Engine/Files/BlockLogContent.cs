namespace DeployOps.Engine.Files;

/// <summary>What a block holds.</summary>
/// <param name="Text">The part for people. Its line ends become <c>\n</c>, and what could pass for a frame is changed visibly.</param>
/// <param name="Payload">The part for programs: one line of JSON.</param>
public readonly record struct BlockLogContent(string Text, string Payload);
