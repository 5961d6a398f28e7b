namespace DeployOps.Engine.Redaction.Written;

/// <summary>How some programs take a secret on their command line.</summary>
/// <param name="Names">Their names; one that ends with a star is the beginning of several.</param>
internal sealed record ProgramRule(params string[] Names)
{
    /// <summary>Options whose next word is the secret.</summary>
    public string[] Options { get; init; } = [];

    /// <summary>Options that the secret follows without a blank.</summary>
    public string[] Joined { get; init; } = [];

    /// <summary>Options, alone or joined, that take a user and the secret behind <see cref="Divider"/>.</summary>
    public string[] Pairs { get; init; } = [];

    /// <summary>What stands between user and secret.</summary>
    public char Divider { get; init; } = ':';

    /// <summary>Words, one after the other, without which the options mean something else; and after which places are counted.</summary>
    public string[] Verb { get; init; } = [];

    /// <summary>The place after the verb at which the secret stands, counted without options; -1 for none.</summary>
    public int Place { get; init; } = -1;

    /// <summary>An option letter without which the last place is no secret, and with which it is.</summary>
    public char LastPlaceWith { get; init; }

    /// <summary>Whether a place may hold a user and the secret, as in <c>scott/tiger@db</c>.</summary>
    public bool HasPairPlace { get; init; }

    /// <summary>Whether this rule is about a program.</summary>
    /// <param name="program">Its name.</param>
    public bool IsAbout(string program) =>
        Array.Exists(Names, name => name.EndsWith('*') ? program.StartsWith(name[..^1], StringComparison.Ordinal) : program == name);
}
