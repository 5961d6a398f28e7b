namespace DeployOps.Engine.Stores.Graph;

/// <summary>How to log in to a graph server. It prints nothing of itself.</summary>
public sealed class GraphCredentials
{
    private GraphCredentials(string? user, string? password)
    {
        User = user;
        Password = password;
    }

    /// <summary>No authentication, for a server that has it turned off.</summary>
    public static GraphCredentials None { get; } = new(null, null);

    /// <summary>The user; null without authentication.</summary>
    internal string? User { get; }

    /// <summary>The password; null without authentication.</summary>
    internal string? Password { get; }

    /// <summary>A user with a password.</summary>
    public static GraphCredentials Basic(string user, string password)
    {
        ArgumentNullException.ThrowIfNull(user);
        ArgumentNullException.ThrowIfNull(password);
        return new GraphCredentials(user, password);
    }

    /// <summary>Names the kind of login, never the user or the password.</summary>
    public override string ToString() => User is null ? "no authentication" : "basic authentication (not shown)";
}
