namespace DeployOps.Engine.Redaction.Forms;

/// <summary>One way in which programs write a value down.</summary>
internal interface ISecretForm
{
    /// <summary>A stable name, for tests and for leaving one form out.</summary>
    string Name { get; }

    /// <summary>
    /// Every text this form may turn the value into. A form yields nothing when it cannot say anything about the value,
    /// and may yield a text which another form yields too: doubles are dropped later.
    /// </summary>
    /// <param name="value">The value, at least one character.</param>
    /// <returns>The texts as bytes, each with the part to mask.</returns>
    IEnumerable<SecretText> Of(string value);
}
