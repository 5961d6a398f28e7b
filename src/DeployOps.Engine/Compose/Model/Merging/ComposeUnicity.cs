using DeployOps.Engine.Compose.Model.Yaml;

namespace DeployOps.Engine.Compose.Model.Merging;

/// <summary>
/// In lists whose items have a key (a variable's name, a mount's target) the last item of a key takes the place of the first.
/// Source: compose specification, 13-merge "Unique resources"; observed with Docker Compose 2.26.1.
/// </summary>
internal static class ComposeUnicity
{
    private delegate string? Key(ComposeNode item);

    private static readonly PathRules<Key> Rules = CreateRules();

    /// <summary>Drops the items that a later one replaces.</summary>
    public static ComposeMapping Enforce(ComposeMapping model) => (ComposeMapping)Enforce(model, Rules);

    private static PathRules<Key> CreateRules()
    {
        var rules = new PathRules<Key>();
        foreach (var path in new[]
        {
            "networks.*.labels", "networks.*.ipam.options", "services.*.annotations", "services.*.build.args",
            "services.*.build.additional_contexts", "services.*.build.extra_hosts", "services.*.build.platform", "services.*.build.tags",
            "services.*.build.labels", "services.*.cap_add", "services.*.cap_drop", "services.*.deploy.labels", "services.*.dns",
            "services.*.dns_opt", "services.*.dns_search", "services.*.environment", "services.*.expose", "services.*.extra_hosts",
            "services.*.labels", "services.*.links", "services.*.networks.*.aliases", "services.*.networks.*.link_local_ips",
            "services.*.profiles", "services.*.sysctls", "services.*.tmpfs",
        })
        {
            rules.Add(path, item => item is ComposeScalar scalar ? scalar.Text.Split('=', 2)[0] : null);
        }

        return rules
            .Add("services.*.env_file", EnvFile)
            .Add("services.*.ports", Port)
            .Add("services.*.volumes", item => item is ComposeMapping mapping ? mapping.Scalar("target")?.Text : ShortMount.Parse((item as ComposeScalar)?.Text ?? "")?.Target)
            .Add("services.*.configs", item => Mount(item, ""))
            .Add("services.*.secrets", item => Mount(item, "/run/secrets"));
    }

    private static ComposeNode Enforce(ComposeNode node, PathRules<Key> rules)
    {
        switch (node)
        {
            case ComposeMapping mapping:
                List<ComposeEntry>? changed = null;
                for (var index = 0; index < mapping.Entries.Count; index++)
                {
                    var entry = mapping.Entries[index];
                    var value = rules.Below(entry.Key) is { } below ? Enforce(entry.Value, below) : entry.Value;
                    if (!ReferenceEquals(value, entry.Value))
                    {
                        changed ??= [.. mapping.Entries];
                        changed[index] = entry with { Value = value };
                    }
                }

                return changed is null ? node : new ComposeMapping(mapping.Source, changed, mapping.Tag);
            case ComposeSequence { Items.Count: > 1 } sequence when rules.Rule is { } key:
                return Distinct(sequence, key);
            default:
                return node;
        }
    }

    private static ComposeSequence Distinct(ComposeSequence sequence, Key key)
    {
        var places = new Dictionary<string, int>(StringComparer.Ordinal);
        var kept = new List<ComposeNode>(sequence.Items.Count);
        foreach (var item in sequence.Items)
        {
            if (key(item) is not { } name)
            {
                kept.Add(item);
            }
            else if (!places.TryAdd(name, kept.Count))
            {
                kept[places[name]] = item;
            }
            else
            {
                kept.Add(item);
            }
        }

        return kept.Count == sequence.Items.Count ? sequence : new ComposeSequence(sequence.Source, kept, sequence.Tag);
    }

    private static string? EnvFile(ComposeNode item)
    {
        var path = item as ComposeScalar ?? (item as ComposeMapping)?.Scalar("path");

        // A file that comes by way of extends has been made absolute by then, and is another one than its relative namesake.
        return path is null ? null : path.Source.File.Role == ComposeFileRole.Named ? path.Text : Path.Combine(path.Source.File.WorkingDirectory, path.Text);
    }

    private static string? Port(ComposeNode item) => item switch
    {
        ComposeMapping mapping => $"{mapping.Scalar("host_ip")?.Text ?? "0.0.0.0"}:{mapping.Scalar("published")?.Text}:{mapping.Scalar("target")?.Text}/{mapping.Scalar("protocol")?.Text ?? "tcp"}",
        ComposeScalar scalar => scalar.Text,
        _ => null,
    };

    private static string? Mount(ComposeNode item, string folder) => item switch
    {
        ComposeMapping mapping => mapping.Scalar("target")?.Text ?? $"{folder}/{mapping.Scalar("source")?.Text}",
        ComposeScalar scalar => $"{folder}/{scalar.Text}",
        _ => null,
    };
}
