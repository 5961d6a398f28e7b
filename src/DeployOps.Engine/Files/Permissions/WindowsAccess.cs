namespace DeployOps.Engine.Files.Permissions;

/// <summary>One entry of a Windows access list, in terms that can be judged on any system.</summary>
/// <param name="Sid">The account's security identifier, such as <c>S-1-1-0</c>.</param>
/// <param name="Account">The account's name, or the identifier when it has none.</param>
/// <param name="Reads">Whether it lets the account read the content.</param>
/// <param name="Changes">Whether it lets the account change the content, the rights or the owner, or delete the file.</param>
/// <param name="Inherited">Whether it comes from the folder.</param>
internal sealed record WindowsAccessEntry(string Sid, string Account, bool Reads, bool Changes, bool Inherited);

/// <summary>
/// Judges a Windows access list. Source of the identifiers: Microsoft, "Well-known SIDs". Entries that deny are not
/// weighed: a list that needs them to be private breaks with the next group.
/// </summary>
internal static class WindowsAccess
{
    /// <summary>The operating system itself.</summary>
    public const string LocalSystem = "S-1-5-18";

    /// <summary>The built-in group of administrators.</summary>
    public const string Administrators = "S-1-5-32-544";

    private const string OwnerRights = "S-1-3-4";

    private static readonly Dictionary<string, string> Wide = new(StringComparer.Ordinal)
    {
        ["S-1-1-0"] = "Everyone",
        ["S-1-5-7"] = "Anonymous",
        ["S-1-5-11"] = "Authenticated Users",
        ["S-1-5-4"] = "Interactive",
        ["S-1-5-2"] = "Network",
        ["S-1-5-32-545"] = "Users",
        ["S-1-5-32-546"] = "Guests",
    };

    /// <summary>The entries that let someone in who should be out.</summary>
    /// <param name="entries">The entries that allow; <see langword="null"/> when the file has no list, which lets everyone in.</param>
    /// <param name="owner">The owner's identifier.</param>
    /// <param name="caller">The identifier of the account this process acts for.</param>
    public static IEnumerable<FileWeakness> Weaknesses(IReadOnlyList<WindowsAccessEntry>? entries, string owner, string caller)
    {
        if (entries is null)
        {
            yield return new FileWeakness(FileWeaknessKind.Rights, "it has no access list, so everyone may read and change it");
            yield break;
        }

        if (Wide.TryGetValue(owner, out var group))
        {
            yield return new FileWeakness(FileWeaknessKind.Owner, $"the group {group} owns it");
        }

        string[] trusted = [LocalSystem, Administrators, OwnerRights, caller, .. Wide.ContainsKey(owner) ? Array.Empty<string>() : [owner]];
        foreach (var entry in entries.Where(entry => (entry.Reads || entry.Changes) && !trusted.Contains(entry.Sid, StringComparer.Ordinal)))
        {
            var name = Wide.GetValueOrDefault(entry.Sid, entry.Account);
            var verb = (entry.Reads, entry.Changes) switch { (true, true) => "read and change", (true, false) => "read", _ => "change" };
            yield return new FileWeakness(FileWeaknessKind.Rights, $"{name} may {verb} it{(entry.Inherited ? " (inherited from its folder)" : "")}");
        }
    }
}
