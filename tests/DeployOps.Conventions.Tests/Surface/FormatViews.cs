using System.Xml.Linq;

namespace DeployOps.Conventions.Tests.Surface;

/// <summary>What the format files show, and what is wrong with it.</summary>
internal static class FormatViews
{
    /// <summary>The types that have a view.</summary>
    public static IEnumerable<string> Types(IEnumerable<XDocument> files) => files.SelectMany(file => file.Descendants("TypeName")).Select(type => type.Value);

    /// <summary>Every output that is not a plain value has a view.</summary>
    public static IEnumerable<string> Missing(IEnumerable<string> outputs, IEnumerable<XDocument> files) =>
        outputs.Distinct().Where(output => !output.StartsWith("System.", StringComparison.Ordinal)).Except(Types(files)).Select(output => $"{output} is put out and has no format view");

    /// <summary>A view shows a type there is, and properties the type has.</summary>
    public static IEnumerable<string> Stale(IEnumerable<XDocument> files, Func<string, Type?> find)
    {
        foreach (var view in files.SelectMany(file => file.Descendants("View")))
        {
            foreach (var name in view.Descendants("TypeName").Select(type => type.Value))
            {
                if (find(name) is not { } type)
                {
                    yield return $"a view shows {name}, which is no type";
                    continue;
                }

                foreach (var property in view.Descendants("PropertyName").Select(property => property.Value).Where(property => type.GetProperty(property) is null))
                {
                    yield return $"the view of {name} shows {property}, which it does not have";
                }
            }
        }
    }
}
