namespace DeployOps.Engine.Redaction.Forms;

/// <summary>
/// One way in which a value changes before it is written down, such as losing the spaces around it. Each result then
/// goes through every <see cref="ISecretForm"/>.
/// </summary>
internal interface ISecretShape
{
    /// <summary>A stable name, for tests and for leaving one shape out.</summary>
    string Name { get; }

    /// <summary>The values that arise from this one, never including the value itself.</summary>
    /// <param name="value">The value, at least one character.</param>
    /// <returns>The changed values.</returns>
    IEnumerable<string> Of(string value);
}
