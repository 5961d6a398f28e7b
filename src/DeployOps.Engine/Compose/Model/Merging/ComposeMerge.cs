using DeployOps.Engine.Compose.Model.Yaml;

namespace DeployOps.Engine.Compose.Model.Merging;

/// <summary>
/// Merges a later file over an earlier one, or an extending service over the extended. Source: compose specification,
/// 13-merge; observed with Docker Compose 2.26.1.
/// </summary>
internal static class ComposeMerge
{
    private delegate ComposeNode Merger(ComposeNode earlier, ComposeNode later, PathRules<Merger>? rules);

    private static readonly PathRules<Merger> Rules = CreateRules();

    /// <summary>Merges whole files.</summary>
    public static ComposeMapping Files(ComposeMapping earlier, ComposeMapping later) => (ComposeMapping)Merge(earlier, later, Rules);

    /// <summary>Merges a service over the one it extends.</summary>
    public static ComposeMapping Services(ComposeMapping extended, ComposeMapping extending) =>
        (ComposeMapping)Merge(extended, extending, Rules.Below("services")!.Below("any"));

    /// <summary>Drops what is left of <c>!reset</c>.</summary>
    public static ComposeMapping WithoutResets(ComposeMapping mapping) => (ComposeMapping)Strip(mapping);

    private static PathRules<Merger> CreateRules()
    {
        var rules = new PathRules<Merger>();
        foreach (var path in new[]
        {
            "networks.*.labels", "volumes.*.labels", "services.*.annotations", "services.*.build.args", "services.*.build.additional_contexts",
            "services.*.build.extra_hosts", "services.*.build.labels", "services.*.deploy.labels", "services.*.dns", "services.*.dns_opt",
            "services.*.dns_search", "services.*.env_file", "services.*.environment", "services.*.extra_hosts", "services.*.labels",
            "services.*.sysctls", "services.*.tmpfs",
        })
        {
            rules.Add(path, (earlier, later, _) => AsLists(earlier, later));
        }

        Merger replace = (_, later, _) => later;
        return rules
            .Add("services.*.command", replace)
            .Add("services.*.entrypoint", replace)
            .Add("services.*.healthcheck.test", replace)
            .Add("services.*.ulimits.*", replace)
            .Add("services.*.build", (earlier, later, below) => Mappings(Build(earlier), Build(later), below))
            .Add("services.*.depends_on", (earlier, later, below) => Mappings(AsNames(earlier, Started), AsNames(later, Started), below))
            .Add("services.*.networks", (earlier, later, below) => Mappings(AsNames(earlier, Nothing), AsNames(later, Nothing), below))
            .Add("services.*.logging", Logging)
            .Add("networks.*.ipam.config", AddressPools);
    }

    private static ComposeNode Merge(ComposeNode earlier, ComposeNode later, PathRules<Merger>? rules)
    {
        if (later.Tag != ComposeMergeTag.None || earlier.Tag == ComposeMergeTag.Reset)
        {
            return later;
        }

        if (rules?.Rule is { } merger)
        {
            return merger(earlier, later, rules);
        }

        return (earlier, later) switch
        {
            (_, ComposeScalar { IsNull: true }) => earlier,
            (ComposeMapping from, ComposeMapping over) => Mappings(from, over, rules),
            (ComposeSequence from, ComposeSequence over) => new ComposeSequence(from.Source, [.. from.Items, .. over.Items], from.Tag),
            (ComposeScalar, _) => later,
            _ => throw ComposeFormatException.At(ComposeFormatReason.CannotMerge, later.Source),
        };
    }

    private static ComposeMapping Mappings(ComposeMapping earlier, ComposeMapping later, PathRules<Merger>? rules)
    {
        if (later.Entries.Count == 0)
        {
            return earlier;
        }

        var merged = new List<ComposeEntry>(earlier.Entries.Count + later.Entries.Count);
        foreach (var entry in earlier.Entries)
        {
            if (later.Entry(entry.Key) is not { } over)
            {
                merged.Add(entry);
                continue;
            }

            // Extensions are replaced, not merged.
            var value = entry.Key.StartsWith("x-", StringComparison.Ordinal) ? over.Value : Merge(entry.Value, over.Value, rules?.Below(entry.Key));

            // What both say together stands where it was said first; what is replaced, where the new value is.
            merged.Add(new ComposeEntry(entry.Key, ReferenceEquals(value, over.Value) ? over.KeySource : entry.KeySource, value));
        }

        foreach (var entry in later.Entries)
        {
            if (earlier.Entry(entry.Key) is null)
            {
                merged.Add(entry);
            }
        }

        return new ComposeMapping(earlier.Source, merged, earlier.Tag);
    }

    private static ComposeSequence AsLists(ComposeNode earlier, ComposeNode later) =>
        new(later.Source, [.. Items(WithoutResetNames(earlier, later)), .. Items(later)], earlier.Tag);

    /// <summary>A name that the later mapping resets is gone from an earlier mapping; a list has no names to reset.</summary>
    private static ComposeNode WithoutResetNames(ComposeNode earlier, ComposeNode later) => (earlier, later) switch
    {
        (ComposeMapping from, ComposeMapping over) => new ComposeMapping(
            from.Source, [.. from.Entries.Where(entry => over.Entry(entry.Key)?.Value.Tag != ComposeMergeTag.Reset)], from.Tag),
        _ => earlier,
    };

    private static IEnumerable<ComposeNode> Items(ComposeNode node) => node switch
    {
        ComposeSequence sequence => sequence.Items,
        ComposeMapping mapping => mapping.Entries.Where(entry => entry.Value.Tag != ComposeMergeTag.Reset).Select(KeyAndValue),
        ComposeScalar { Kind: ComposeScalarKind.Text } => [node],
        _ => [],
    };

    private static ComposeNode KeyAndValue(ComposeEntry entry) => entry.Value switch
    {
        ComposeScalar { IsNull: true } => new ComposeScalar(entry.KeySource, ComposeScalarKind.Text, entry.Key, entry.Key),
        ComposeScalar scalar => new ComposeScalar(entry.KeySource, ComposeScalarKind.Text, $"{entry.Key}={scalar.Template}", $"{entry.Key}={scalar.Text}")
        {
            IsPlain = scalar.IsPlain,
        },
        var other => other,
    };

    private static ComposeMapping Build(ComposeNode node) => node switch
    {
        ComposeMapping mapping => mapping,
        ComposeScalar { IsNull: false } context => new ComposeMapping(context.Source, [new ComposeEntry("context", context.Source, context)]),
        _ => new ComposeMapping(node.Source, []),
    };

    private static ComposeMapping AsNames(ComposeNode node, Func<SourceLine, ComposeNode> settings) => node switch
    {
        ComposeMapping mapping => mapping,
        ComposeSequence sequence => new ComposeMapping(
            sequence.Source,
            [.. sequence.Items.OfType<ComposeScalar>().DistinctBy(name => name.Text).Select(name => new ComposeEntry(name.Text, name.Source, settings(name.Source)))]),
        _ => new ComposeMapping(node.Source, []),
    };

    private static ComposeScalar Nothing(SourceLine place) => new(place, ComposeScalarKind.Null, "", "");

    /// <summary>What a name in a list of <c>depends_on</c> says; it replaces a condition of an earlier file.</summary>
    private static ComposeMapping Started(SourceLine place) => new(
        place,
        [
            new ComposeEntry("condition", place, new ComposeScalar(place, ComposeScalarKind.Text, "service_started", "service_started")),
            new ComposeEntry("required", place, new ComposeScalar(place, ComposeScalarKind.Boolean, "true", "true")),
        ]);

    private static ComposeNode Logging(ComposeNode earlier, ComposeNode later, PathRules<Merger>? rules)
    {
        if (earlier is not ComposeMapping from || later is not ComposeMapping over)
        {
            return later;
        }

        // Options belong to a driver: they are merged only when both name the same one, or one of them names none.
        var (first, second) = (from.Scalar("driver")?.Text, over.Scalar("driver")?.Text);
        return first is null || second is null || first == second ? Mappings(from, over, rules) : over;
    }

    private static ComposeNode AddressPools(ComposeNode earlier, ComposeNode later, PathRules<Merger>? rules)
    {
        if (earlier is not ComposeSequence from || later is not ComposeSequence over)
        {
            return later;
        }

        static string? Subnet(ComposeNode node) => (node as ComposeMapping)?.Scalar("subnet")?.Text;
        var merged = from.Items.Select(item => over.Items.FirstOrDefault(other => Subnet(other) == Subnet(item)) is { } same ? Merge(item, same, null) : item);
        var added = over.Items.Where(item => !from.Items.Any(other => Subnet(other) == Subnet(item)));
        return new ComposeSequence(from.Source, [.. merged, .. added]);
    }

    private static ComposeNode Strip(ComposeNode node) => node switch
    {
        ComposeMapping mapping => new ComposeMapping(
            mapping.Source,
            [.. mapping.Entries.Where(entry => entry.Value.Tag != ComposeMergeTag.Reset).Select(entry => entry with { Value = Strip(entry.Value) })]),
        ComposeSequence sequence => new ComposeSequence(sequence.Source, [.. sequence.Items.Select(Strip)]),
        ComposeScalar { Tag: not ComposeMergeTag.None } scalar => new ComposeScalar(scalar.Source, scalar.Kind, scalar.Template, scalar.Text) { IsPlain = scalar.IsPlain },
        _ => node,
    };
}
