using System.Reflection;

namespace DeployOps.HelpBuilder.Cmdlets;

/// <summary>
/// Reads cmdlets from their metadata, without running any of their code. PowerShell's reference assembly is a stub whose
/// attributes read back empty when they are made, so the arguments are taken as they stand in the metadata.
/// </summary>
public static class CmdletReader
{
    private const string PowerShell = "System.Management.Automation.";

    /// <summary>Reads all cmdlets of an assembly, by name.</summary>
    public static IReadOnlyList<CmdletDescription> ReadAssembly(string path) => Read(new FolderLoadContext(path).LoadFromAssemblyPath(Path.GetFullPath(path)));

    /// <summary>Reads all public cmdlets of a loaded assembly, by name.</summary>
    public static IReadOnlyList<CmdletDescription> Read(Assembly assembly) =>
        [.. assembly.GetExportedTypes().Select(Read).OfType<CmdletDescription>().OrderBy(cmdlet => cmdlet.Name, StringComparer.Ordinal)];

    /// <summary>Reads one class; <see langword="null"/> when it is no cmdlet.</summary>
    public static CmdletDescription? Read(Type type)
    {
        if (type.IsAbstract || Find(type, "CmdletAttribute") is not { } attribute)
        {
            return null;
        }

        return new CmdletDescription
        {
            Verb = (string)attribute.ConstructorArguments[0].Value!,
            Noun = (string)attribute.ConstructorArguments[1].Value!,
            ClassName = type.FullName!,
            SupportsShouldProcess = Named(attribute, "SupportsShouldProcess", false),
            ConfirmImpact = NamedEnum(attribute, "ConfirmImpact") ?? "Medium",
            DefaultParameterSet = Named<string?>(attribute, "DefaultParameterSetName", null),
            Parameters = [.. Properties(type).Select(ReadParameter).OfType<ParameterDescription>()],
            OutputTypes = [.. type.GetCustomAttributesData().Where(data => Is(data, "OutputTypeAttribute")).SelectMany(OutputTypes).Distinct()],
        };
    }

    // Base classes first and in the order of declaration: the order in which PowerShell lists parameters.
    private static IEnumerable<PropertyInfo> Properties(Type type)
    {
        var classes = new Stack<Type>();
        for (var current = type; current is not null && !current.FullName!.StartsWith(PowerShell, StringComparison.Ordinal); current = current.BaseType)
        {
            classes.Push(current);
        }

        return classes.SelectMany(current => current.GetProperties(BindingFlags.Instance | BindingFlags.Public | BindingFlags.DeclaredOnly));
    }

    private static ParameterDescription? ReadParameter(PropertyInfo property)
    {
        var uses = property.GetCustomAttributesData().Where(data => Is(data, "ParameterAttribute")).ToList();
        if (uses.Count == 0)
        {
            return null;
        }

        var type = Nullable.GetUnderlyingType(property.PropertyType) ?? property.PropertyType;
        var element = type.IsArray ? type.GetElementType()! : type;
        return new ParameterDescription
        {
            Name = property.Name,
            TypeName = type.FullName!,
            ShortTypeName = ShortName(type),
            Sets = uses.ToDictionary(use => Named(use, "ParameterSetName", ParameterDescription.AllSets), UseOf),
            Aliases = Strings(property, "AliasAttribute"),
            AcceptedValues = element.IsEnum ? Enum.GetNames(element) : Strings(property, "ValidateSetAttribute"),
            Wildcards = property.GetCustomAttributesData().Any(data => Is(data, "SupportsWildcardsAttribute")),
            IsSwitch = type.FullName == $"{PowerShell}SwitchParameter",
        };
    }

    private static ParameterUse UseOf(CustomAttributeData use) => new(
        Named(use, "Mandatory", false),
        Named(use, "Position", int.MinValue) is var position && position >= 0 ? position : null,
        Named(use, "ValueFromPipeline", false),
        Named(use, "ValueFromPipelineByPropertyName", false),
        Named(use, "ValueFromRemainingArguments", false));

    private static IEnumerable<string> OutputTypes(CustomAttributeData attribute) =>
        attribute.ConstructorArguments
            .SelectMany(argument => argument.Value is IReadOnlyCollection<CustomAttributeTypedArgument> many ? many.Select(one => one.Value) : [argument.Value])
            .Select(value => value is Type type ? type.FullName! : (string)value!);

    private static string[] Strings(PropertyInfo property, string attribute) =>
        Find(property, attribute)?.ConstructorArguments is [{ Value: IReadOnlyCollection<CustomAttributeTypedArgument> values }, ..]
            ? [.. values.Select(value => (string)value.Value!)]
            : [];

    private static T Named<T>(CustomAttributeData attribute, string name, T otherwise) =>
        attribute.NamedArguments.FirstOrDefault(argument => argument.MemberName == name).TypedValue.Value is T value ? value : otherwise;

    private static string? NamedEnum(CustomAttributeData attribute, string name) =>
        attribute.NamedArguments.FirstOrDefault(argument => argument.MemberName == name).TypedValue is { Value: { } value, ArgumentType: var type }
            ? Enum.GetName(type, value)
            : null;

    private static CustomAttributeData? Find(MemberInfo member, string attribute) => member.GetCustomAttributesData().FirstOrDefault(data => Is(data, attribute));

    private static bool Is(CustomAttributeData data, string attribute) => data.AttributeType.FullName == PowerShell + attribute;

    private static string ShortName(Type type) => type.IsArray ? $"{ShortName(type.GetElementType()!)}[]" : type.Name;
}
