using DeployOps.Engine.Checks;
using DeployOps.Engine.Project.Sections;

namespace DeployOps.Engine.Preflight;

/// <summary>Which checks a gate runs, and what it says about those it does not.</summary>
internal sealed record CheckSelection(IReadOnlyList<ICheck> Run, IReadOnlyList<Finding> NotRun)
{
    /// <summary>Chooses among all checks.</summary>
    /// <exception cref="UnknownCheckException">An identifier names no check.</exception>
    public static CheckSelection Of(IReadOnlyList<ICheck> all, PreflightOptions options, CheckSettings settings)
    {
        var (only, skip) = (Single(options.Only), Single(options.Skip));

        // The caller may name a family; what deployops.yml changes for good is named check by check.
        var unknown = only.Concat(skip).Where(id => !all.Any(check => Names(id, check)))
            .Concat(settings.Disabled.Keys.Concat(settings.Severities.Keys).Where(id => !all.Any(check => Is(id, check))));
        if (unknown.FirstOrDefault() is { } first)
        {
            throw new UnknownCheckException(first);
        }

        var run = new List<ICheck>();
        var notRun = new List<Finding>();
        foreach (var check in all.Where(check => only.Count == 0 || only.Exists(id => Names(id, check))))
        {
            if (settings.Disabled.FirstOrDefault(pair => Is(pair.Key, check)) is { Key: not null } disabled)
            {
                // The project decided this with a reason, so it does not keep the gate from passing; it is shown all the same.
                notRun.Add(check.Descriptor.Answer(FindingStatus.NotApplicable, $"switched off in deployops.yml: {disabled.Value}"));
            }
            else if (skip.Exists(id => Names(id, check)))
            {
                notRun.Add(check.Descriptor.Answer(FindingStatus.Skipped, "left out by the caller"));
            }
            else
            {
                run.Add(check);
            }
        }

        return new CheckSelection(run, notRun);
    }

    private static bool Is(string id, ICheck check) => check.Descriptor.Id.Equals(id, StringComparison.OrdinalIgnoreCase);

    private static bool Names(string id, ICheck check) => !string.IsNullOrWhiteSpace(id) && check.Descriptor.Id.StartsWith(id, StringComparison.OrdinalIgnoreCase);

    // A shell hands "ENV,HYG" over as one word, and so does 'pwsh -File'.
    private static List<string> Single(IReadOnlyList<string> ids) =>
        [.. ids.SelectMany(id => id.Contains(',', StringComparison.Ordinal) ? id.Split(',', StringSplitOptions.TrimEntries) : [id])];
}
