using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using DeployOps.Engine.Files;
using DeployOps.Engine.Processes;

namespace DeployOps.Engine.Compose.Plans;

/// <summary>
/// A stack with everything resolved, as <c>docker compose config --format json</c> writes it. Compose takes it back as its only file and
/// makes the same containers of it. It holds the values of secrets, so it never prints itself. Each change makes a new plan; what is not
/// changed stays as it was, <c>$$</c> included.
/// </summary>
public sealed class ComposePlan
{
    // Compose escapes < and > as Go does; either way is the same text to whoever reads it.
    private static readonly JsonSerializerOptions Layout = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
    private static readonly JsonDocumentOptions Strict = new() { AllowDuplicateProperties = false };
    private static readonly string[] VariableSections = ["secrets", "configs"];
    private static readonly PrivateFile Private = new();
    private readonly JsonObject _root;

    private ComposePlan(JsonObject root)
    {
        _root = root;
        Services =
        [
            .. Sections(root, "services").Select(service => new PlanService(service.Key, service.Value, Name))
                .OrderBy(service => service.Name, StringComparer.Ordinal),
        ];
    }

    /// <summary>The compose project's name.</summary>
    public string Name => PlanNode.Text(_root["name"]);

    /// <summary>The services, by name.</summary>
    public IReadOnlyList<PlanService> Services { get; }

    /// <summary>The networks, by their key.</summary>
    public IReadOnlyList<PlanResource> Networks => Resources("networks");

    /// <summary>The volumes, by their key.</summary>
    public IReadOnlyList<PlanResource> Volumes => Resources("volumes");

    /// <summary>The variables that a resolved plan still names: compose reads those secrets and configs when it makes the containers.</summary>
    public IReadOnlyList<string> Variables =>
    [
        .. VariableSections.SelectMany(section => Sections(_root, section)).Select(entry => PlanNode.Text(entry.Value["environment"]))
            .Where(name => name.Length > 0).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal),
    ];

    /// <summary>Reads what compose wrote.</summary>
    /// <exception cref="ComposePlanInvalidException">It is no plan.</exception>
    public static ComposePlan Parse(CapturedText json)
    {
        try
        {
            var root = JsonNode.Parse(json.Reveal(), documentOptions: Strict) as JsonObject ?? throw new ComposePlanInvalidException("it is no JSON object");
            foreach (var section in new[] { "services", "networks", "volumes" })
            {
                if (root[section] is { } present && (present is not JsonObject entries || entries.Any(entry => entry.Value is not (null or JsonObject))))
                {
                    throw new ComposePlanInvalidException($"'{section}' is no list of objects");
                }
            }

            var plan = new ComposePlan(root);
            // A text that cannot be written again is found now, not halfway through a release.
            _ = plan.Text();
            return plan;
        }
        catch (Exception failure) when (failure is JsonException or InvalidOperationException or ArgumentException)
        {
            // The failure's own text can hold a piece of the plan.
            throw new ComposePlanInvalidException("it is not well-formed JSON");
        }
    }

    /// <summary>Reads a plan's file.</summary>
    /// <exception cref="ComposePlanInvalidException">It is no plan, or cannot be read.</exception>
    public static async Task<ComposePlan> ReadAsync(string path, CancellationToken cancellationToken)
    {
        try
        {
            return Parse(new CapturedText(await File.ReadAllTextAsync(path, cancellationToken).ConfigureAwait(false)));
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new ComposePlanInvalidException("it cannot be read", path, failure);
        }
        catch (ComposePlanInvalidException failure)
        {
            throw new ComposePlanInvalidException(failure.Reason, path);
        }
    }

    /// <summary>A service by its name; <see langword="null"/> when there is none.</summary>
    public PlanService? Find(string service) => Services.FirstOrDefault(one => one.Name == service);

    /// <summary>The variables that a service is started with; they hold the values of secrets.</summary>
    internal IReadOnlyDictionary<string, string> EnvironmentOf(string service) =>
        ((_root["services"] as JsonObject)?[service]?["environment"] as JsonObject ?? [])
            .ToDictionary(variable => variable.Key, variable => PlanNode.Text(variable.Value).Replace("$$", "$", StringComparison.Ordinal), StringComparer.Ordinal);

    /// <summary>What a section of the outermost level says of one of its entries; it is only to be read.</summary>
    internal JsonObject? Entry(string section, string key) => (_root[section] as JsonObject)?[key] as JsonObject;

    /// <summary>The image of each service, as <c>repository:tag</c>.</summary>
    public IReadOnlyDictionary<string, string> Images() => Services.ToDictionary(service => service.Name, service => service.Image, StringComparer.Ordinal);

    /// <summary>What a service depends on, directly or through others, without itself.</summary>
    public IReadOnlySet<string> AllDependenciesOf(string service)
    {
        var found = new HashSet<string>(StringComparer.Ordinal);
        var open = new Stack<string>(Find(service)?.Dependencies ?? []);
        while (open.TryPop(out var next))
        {
            if (next != service && found.Add(next))
            {
                foreach (var further in Find(next)?.Dependencies ?? [])
                {
                    open.Push(further);
                }
            }
        }

        return found;
    }

    /// <summary>Services among the given ones in an order in which each comes after what it depends on.</summary>
    public IReadOnlyList<string> InDependencyOrder(IEnumerable<string> services)
    {
        var ordered = new List<string>();
        var left = services.Order(StringComparer.Ordinal).ToList();
        while (left.Count > 0)
        {
            var next = left.FirstOrDefault(service => !AllDependenciesOf(service).Overlaps(left)) ?? left[0];
            ordered.Add(next);
            left.Remove(next);
        }

        return ordered;
    }

    /// <summary>Writes it so that only its owner may read it, in one step, in the place of the file that is there.</summary>
    /// <param name="path">The file; its folder must exist.</param>
    public void Write(string path)
    {
        var content = Encoding.UTF8.GetBytes(_root.ToJsonString(Layout));
        if (File.Exists(path))
        {
            Private.Replace(path, content);
        }
        else
        {
            Private.Create(path, content);
        }
    }

    /// <summary>The text; it holds the values of secrets.</summary>
    public CapturedText Text() => new(_root.ToJsonString(Layout));

    /// <summary>Says how large it is, never what it holds.</summary>
    public override string ToString() => $"plan of {Services.Count} services (not shown)";

    /// <summary>A copy with something changed.</summary>
    internal ComposePlan With(Action<JsonObject> change)
    {
        var copy = (JsonObject)_root.DeepClone();
        change(copy);
        return new ComposePlan(copy);
    }

    /// <summary>A copy in which each service is changed.</summary>
    internal ComposePlan WithEach(Action<PlanService, JsonObject> change) => With(root =>
    {
        foreach (var (name, node) in Sections(root, "services").ToList())
        {
            change(Find(name)!, node);
        }
    });

    internal static IEnumerable<KeyValuePair<string, JsonObject>> Sections(JsonObject root, string section)
    {
        foreach (var (name, value) in root[section] as JsonObject ?? [])
        {
            yield return KeyValuePair.Create(name, value as JsonObject ?? []);
        }
    }

    private List<PlanResource> Resources(string section) =>
        [.. Sections(_root, section).Select(entry => new PlanResource(entry.Key, PlanNode.Text(entry.Value["name"]) is { Length: > 0 } name ? name : $"{Name}_{entry.Key}", PlanNode.Flag(entry.Value["external"]))).OrderBy(entry => entry.Key, StringComparer.Ordinal)];
}
