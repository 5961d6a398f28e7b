namespace DeployOps.Engine.Stores.Graph;

/// <summary>A version of the Bolt protocol.</summary>
/// <param name="Major">The first number.</param>
/// <param name="Minor">The second number.</param>
public readonly record struct BoltVersion(int Major, int Minor)
{
    /// <summary>Whether the login is a message of its own (LOGON) instead of a part of HELLO.</summary>
    public bool HasLogon => IsAtLeast(5, 1);

    /// <summary>Whether points in time always travel in UTC.</summary>
    public bool AlwaysUsesUtc => IsAtLeast(5, 0);

    /// <summary>Whether this is a version or a later one.</summary>
    public bool IsAtLeast(int major, int minor) => Major > major || (Major == major && Minor >= minor);

    /// <summary>Such as <c>5.4</c>.</summary>
    public override string ToString() => $"{Major}.{Minor}";
}
