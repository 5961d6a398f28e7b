namespace DeployOps.Engine.Compose.Configuration;

/// <summary>Who resolved the compose file.</summary>
public enum ComposeConfigOrigin
{
    /// <summary>The docker command.</summary>
    Docker,

    /// <summary>The embedded reading, because there is no docker command or it was left out.</summary>
    EmbeddedModel,
}

/// <summary>The resolved compose file with its secrets masked.</summary>
/// <param name="Text">The file.</param>
/// <param name="Format">Its form.</param>
/// <param name="Origin">Who resolved it.</param>
/// <param name="Note">What the reader has to know about that; empty when there is nothing.</param>
/// <param name="MaskedValues">How many values were masked, in whole or in part.</param>
public sealed record MaskedComposeConfig(string Text, ComposeConfigFormat Format, ComposeConfigOrigin Origin, string Note, int MaskedValues);
