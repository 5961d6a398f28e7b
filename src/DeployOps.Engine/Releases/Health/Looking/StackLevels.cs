namespace DeployOps.Engine.Releases.Health.Looking;

/// <summary>Makes one level out of many: the worst counts, and what could not be told is worse than what works.</summary>
internal static class StackLevels
{
    private static readonly HealthLevel[] BestFirst = [HealthLevel.Healthy, HealthLevel.Degraded, HealthLevel.Unknown, HealthLevel.Unhealthy];

    /// <summary>The worst; healthy when there is none.</summary>
    public static HealthLevel Worst(IEnumerable<HealthLevel> levels) => levels.DefaultIfEmpty(HealthLevel.Healthy).MaxBy(level => Array.IndexOf(BestFirst, level));

    /// <summary>
    /// A store's level in the eyes of the stack: the worse of what was measured and what the application says; the application's word alone
    /// when it could not be measured, as with a network that this machine is not in.
    /// </summary>
    public static HealthLevel Of(StoreHealth store) => store switch
    {
        { Application: null } => store.Level,
        { Level: HealthLevel.Unknown, Application: { } said } => said,
        { Application: { } said } => Worst([store.Level, said]),
    };

    /// <summary>The stores as they were measured, with what the application says of each; one that only the application knows is added.</summary>
    public static IReadOnlyList<StoreHealth> Join(IReadOnlyList<StoreHealth> measured, ApplicationWord? word, Func<string, TimeSpan> limitOf)
    {
        var said = word?.Stores ?? new Dictionary<string, HealthLevel>();
        return
        [
            .. measured.Select(store => store with { Application = said.TryGetValue(store.Store, out var level) ? level : store.Application }),
            .. said.Where(one => measured.All(store => store.Store != one.Key)).OrderBy(one => one.Key, StringComparer.Ordinal)
                .Select(one => new StoreHealth(one.Key, HealthLevel.Unknown, null, limitOf(one.Key), one.Value, "only the application was asked")),
        ];
    }

    /// <summary>The whole in one sentence: every part that is not healthy, with its reason.</summary>
    public static string Summary(string stack, HealthLevel level, IReadOnlyList<ServiceHealth> services, IReadOnlyList<StoreHealth> stores, HealthLevel? application)
    {
        var parts = services.Where(service => service.Level != HealthLevel.Healthy).Select(service => $"{service.Service} {service.Detail}")
            .Concat(stores.Where(store => Of(store) != HealthLevel.Healthy).Select(Part))
            .Concat(application is null or HealthLevel.Healthy ? [] : [$"the application says that it is {Word(application.Value)}"])
            .ToList();
        var beginning = level == HealthLevel.Unknown ? $"How {stack} is cannot be told" : $"{stack} is {Word(level)}";
        return parts.Count > 0 ? $"{beginning}: {string.Join("; ", parts)}."
            : $"{beginning}: {Count(services.Count, "service")}" + (stores.Count > 0 ? $", {Count(stores.Count, "data store")}." : ".");
    }

    private static string Part(StoreHealth store) => store.Level is not HealthLevel.Healthy && store.Level == Of(store)
        ? $"{store.Store} is {Word(store.Level)}{(store.Detail.Length > 0 ? $" ({store.Detail})" : "")}"
        : $"the application says that {store.Store} is {Word(Of(store))}";

    private static string Word(HealthLevel level) => level == HealthLevel.Unknown ? "not known" : level.ToString().ToLowerInvariant();

    private static string Count(int count, string what) => FormattableString.Invariant($"{count} {what}{(count == 1 ? "" : "s")}");
}
