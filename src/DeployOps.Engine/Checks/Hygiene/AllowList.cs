using System.Collections.Concurrent;
using System.Text;
using DeployOps.Engine.Project.Sections;
using DeployOps.Engine.Repository.Ignoring;

namespace DeployOps.Engine.Checks.Hygiene;

/// <summary>The findings that a project has accepted (<c>hygiene.allow</c>), and which entries still match something.</summary>
public sealed class AllowList
{
    private readonly (HygieneAllowSettings Entry, GitIgnorePatterns Paths)[] _entries;
    private readonly ConcurrentDictionary<HygieneAllowSettings, bool> _used = new();

    /// <summary>Prepares the entries.</summary>
    public AllowList(IEnumerable<HygieneAllowSettings> entries) =>
        _entries = [.. entries.Select(entry => (entry, GitIgnorePatterns.Parse(entry.Path)))];

    /// <summary>The entries that matched nothing so far.</summary>
    public IEnumerable<HygieneAllowSettings> Unused => _entries.Select(item => item.Entry).Where(entry => !_used.ContainsKey(entry));

    /// <summary>Whether a finding is accepted.</summary>
    /// <param name="path">The file.</param>
    /// <param name="check">The check's identifier.</param>
    /// <param name="rule">The rule's identifier, when the check has several.</param>
    /// <param name="fingerprint">The fingerprint of what was found, when there is one.</param>
    public bool Accepts(string path, string check, string rule = "", string fingerprint = "")
    {
        var accepted = false;
        foreach (var (entry, paths) in _entries)
        {
            if ((entry.Rule.Equals(check, StringComparison.OrdinalIgnoreCase) || entry.Rule.Equals(rule, StringComparison.OrdinalIgnoreCase))
                && (entry.Fingerprint is null || entry.Fingerprint == fingerprint)
                && paths.DecideWithFolders(Encoding.UTF8.GetBytes(path)) == true)
            {
                _used[entry] = true;
                accepted = true;
            }
        }

        return accepted;
    }
}
