namespace DeployOps.Engine.Redaction;

/// <summary>
/// One value that must never be shown, under the name an admin knows it by.
/// </summary>
/// <param name="Name">The key, such as <c>DB_PASSWORD</c>. It is not secret and may be shown.</param>
/// <param name="Value">The value. Neither <see cref="ToString"/> nor any exception of this room repeats it.</param>
public sealed record Secret(string Name, string Value)
{
    /// <summary>Names the secret without its value, so that a log of one is harmless.</summary>
    /// <returns>The name and three stars.</returns>
    public override string ToString() => $"{Name}={Redactor.Mask}";
}
