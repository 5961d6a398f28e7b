namespace DeployOps.Engine.Releases.Diagnosis.Ranking;

/// <summary>Weighs the suspicions against each other: what is more exact before what is general, a root before what merely follows from it.</summary>
internal static class RootCauses
{
    /// <summary>A suspicion below this explains nothing about another service.</summary>
    private const int LeastOfRoot = 45;

    /// <summary>The most that is left to one that follows from another.</summary>
    private const int MostOfConsequence = 40;

    // What a service shows when one that it needs fails. Everything else is a fault of its own, whoever else fails.
    private static readonly string[] Symptoms =
    [
        DiagnosisCause.DependencyUnreachable, DiagnosisCause.DatabaseDown, DiagnosisCause.CrashAtStart, DiagnosisCause.HealthcheckFails, DiagnosisCause.BackendAnswers5xx,
        DiagnosisCause.StaleUpstream, DiagnosisCause.NotStarted, DiagnosisCause.NotCreated, DiagnosisCause.NoAnswer, DiagnosisCause.WrongPort, DiagnosisCause.RouteMissing, DiagnosisCause.MigrationFailed,
    ];

    /// <summary>The suspicions, the likeliest root first.</summary>
    public static IReadOnlyList<Suspicion> Rank(IEnumerable<Suspicion> suspicions, StackMap map, IReadOnlyDictionary<string, string> firstErrors)
    {
        var weighed = WithoutGeneral([.. suspicions.GroupBy(suspicion => (suspicion.Service, suspicion.Cause)).Select(group => Merge([.. group]))]);
        weighed.RemoveAll(suspicion => suspicion.Cause == DiagnosisCause.BadCredentials
            && weighed.Exists(other => other.Cause == DiagnosisCause.BadCredentials && other.Service != suspicion.Service && (other.Peer == suspicion.Service || map.Needs(other.Service, suspicion.Service))));
        foreach (var suspicion in weighed.Where(suspicion => suspicion.Peer is not null))
        {
            map.Add(suspicion.Service, suspicion.Peer!);
        }

        return
        [
            .. weighed.Select(suspicion => (Suspicion: suspicion, Root: RootOf(suspicion, weighed, map)))
                .Select(pair => (Suspicion: WithFirstError(pair.Root is null ? pair.Suspicion : Below(pair.Suspicion, pair.Root), firstErrors), IsRoot: pair.Root is null))
                .OrderByDescending(pair => pair.IsRoot)
                .ThenByDescending(pair => pair.Suspicion.Confidence)
                .ThenByDescending(pair => map.DependentsOf(pair.Suspicion.Service))
                .ThenBy(pair => pair.Suspicion.Service, StringComparer.Ordinal)
                .Select(pair => pair.Suspicion),
        ];
    }

    private static Suspicion Merge(IReadOnlyList<Suspicion> same)
    {
        var best = same.MaxBy(suspicion => suspicion.Confidence)!;
        return best with
        {
            FirstError = best.FirstError.Length > 0 ? best.FirstError : same.Select(suspicion => suspicion.FirstError).FirstOrDefault(error => error.Length > 0) ?? "",
            Peer = best.Peer ?? same.Select(suspicion => suspicion.Peer).FirstOrDefault(peer => peer is not null),
            IsGeneral = same.All(suspicion => suspicion.IsGeneral),
            // Two looks that come to the same end are surer than one.
            Confidence = Math.Min(98, best.Confidence + (2 * (same.Select(suspicion => suspicion.Explanation).Distinct(StringComparer.Ordinal).Count() - 1))),
        };
    }

    // "It ended with exit code 1" gives way to why it did, and its words are kept.
    private static List<Suspicion> WithoutGeneral(List<Suspicion> all)
    {
        var kept = new List<Suspicion>();
        foreach (var ofService in all.GroupBy(suspicion => suspicion.Service))
        {
            var exact = ofService.Where(suspicion => !suspicion.IsGeneral && suspicion.Confidence >= 50).MaxBy(suspicion => suspicion.Confidence);
            var general = ofService.Where(suspicion => suspicion.IsGeneral).OrderByDescending(suspicion => suspicion.Confidence).ToList();
            if (exact is null)
            {
                kept.AddRange(ofService.Where(suspicion => !suspicion.IsGeneral).Concat(general.Take(1)));
                continue;
            }

            kept.AddRange(ofService.Where(suspicion => !suspicion.IsGeneral)
                .Select(suspicion => ReferenceEquals(suspicion, exact) && general.Count > 0 ? suspicion with { Explanation = $"{suspicion.Explanation} {general[0].Explanation}" } : suspicion));
        }

        return kept;
    }

    private static Suspicion? RootOf(Suspicion suspicion, List<Suspicion> all, StackMap map) =>
        !Symptoms.Contains(suspicion.Cause)
            ? null
            : all.Where(other => other.Confidence >= LeastOfRoot && other.Service != suspicion.Service && IsBelow(suspicion, other, map))
                .OrderByDescending(other => map.DependentsOf(other.Service)).ThenByDescending(other => other.Confidence).FirstOrDefault();

    // One that names whom it cannot reach follows from that one alone, or from what that one needs.
    private static bool IsBelow(Suspicion suspicion, Suspicion root, StackMap map) =>
        (suspicion.Peer is { } peer ? peer == root.Service || map.Needs(peer, root.Service) : map.Needs(suspicion.Service, root.Service))
        && !map.Needs(root.Service, suspicion.Service);

    private static Suspicion Below(Suspicion suspicion, Suspicion root) => suspicion with
    {
        Confidence = Math.Min(suspicion.Confidence, MostOfConsequence),
        Explanation = $"{suspicion.Explanation} Probably because of '{root.Service}' ({root.Cause}).",
    };

    private static Suspicion WithFirstError(Suspicion suspicion, IReadOnlyDictionary<string, string> firstErrors) =>
        suspicion.FirstError.Length > 0 ? suspicion : suspicion with { FirstError = firstErrors.GetValueOrDefault(suspicion.Service, "") };
}
