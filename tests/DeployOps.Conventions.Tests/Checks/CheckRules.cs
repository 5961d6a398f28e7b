using System.Text.RegularExpressions;
using DeployOps.Engine.Checks;

namespace DeployOps.Conventions.Tests.Checks;

/// <summary>What every check keeps to.</summary>
internal static partial class CheckRules
{
    private static readonly Dictionary<CheckFamily, string> Prefixes = new()
    {
        [CheckFamily.Env] = "ENV",
        [CheckFamily.Compose] = "COM",
        [CheckFamily.Hygiene] = "HYG",
        [CheckFamily.Release] = "REL",
        [CheckFamily.Host] = "HST",
    };

    /// <summary>The classes of an assembly that are checks.</summary>
    public static IEnumerable<Type> Classes(IEnumerable<Type> types) => types.Where(type => type is { IsClass: true, IsAbstract: false } && type.IsAssignableTo(typeof(ICheck)));

    /// <summary>No check is forgotten in the catalog.</summary>
    public static IEnumerable<string> Forgotten(IEnumerable<Type> classes, IEnumerable<ICheck> catalog) =>
        classes.Except(catalog.Select(check => check.GetType())).Select(type => $"{type.Name} is in no family's list, so no gate runs it");

    /// <summary>No identifier means two things.</summary>
    public static IEnumerable<string> Twice(IEnumerable<CheckDescriptor> checks) =>
        checks.GroupBy(check => check.Id).Where(group => group.Count() > 1).Select(group => $"{group.Key} is the identifier of {group.Count()} checks");

    /// <summary>A check says what it is.</summary>
    public static IEnumerable<string> Descriptor(CheckDescriptor check)
    {
        if (!Identifier().IsMatch(check.Id))
        {
            yield return $"{check.Id} is no identifier of the form ENV012";
        }
        else if (!Prefixes.TryGetValue(check.Family, out var prefix) || !check.Id.StartsWith(prefix, StringComparison.Ordinal))
        {
            yield return $"{check.Id} does not begin with the letters of its family {check.Family}";
        }

        if (string.IsNullOrWhiteSpace(check.Title) || check.Title.EndsWith('.') || !char.IsUpper(check.Title.TrimStart('.')[0]))
        {
            yield return $"{check.Id}: the title is a short statement that begins with a capital letter and has no full stop: '{check.Title}'";
        }

        if (string.IsNullOrWhiteSpace(check.Source))
        {
            yield return $"{check.Id} does not say where its rule comes from";
        }

        if (!Enum.IsDefined(check.Severity))
        {
            yield return $"{check.Id} has no severity";
        }

        if (!Rows().IsMatch(check.Row))
        {
            yield return $"{check.Id}: '{check.Row}' are no rows of the form 'RB1' or 'PA1 CH2'";
        }
    }

    /// <summary>A check lies in the folder of its family, alone in a file named after it.</summary>
    /// <param name="check">The check.</param>
    /// <param name="classes">The names of all classes that are checks.</param>
    /// <param name="files">Paths and texts of the engine's files.</param>
    public static IEnumerable<string> Place(ICheck check, IReadOnlySet<string> classes, IReadOnlyDictionary<string, string> files)
    {
        var type = check.GetType();
        var folder = $"src/DeployOps.Engine/Checks/{check.Descriptor.Family}/";
        var file = files.Keys.FirstOrDefault(file => file.EndsWith($"/{type.Name}.cs", StringComparison.Ordinal));
        if (file is null || !file.StartsWith(folder, StringComparison.Ordinal))
        {
            yield return $"{type.Name} belongs into {folder}…/{type.Name}.cs";
            yield break;
        }

        foreach (var other in ClassName().Matches(files[file]).Select(match => match.Groups[1].Value).Where(name => name != type.Name && classes.Contains(name)))
        {
            yield return $"{file} also holds {other}: one check a file";
        }
    }

    [GeneratedRegex(@"^(ENV|COM|HYG|REL|HST)\d{3}$")]
    private static partial Regex Identifier();

    [GeneratedRegex(@"^((RB|PA|CH|LR|KP)\d{1,2}( (?=.)|$))*$")]
    private static partial Regex Rows();

    [GeneratedRegex(@"\bclass (\w+)")]
    private static partial Regex ClassName();
}
