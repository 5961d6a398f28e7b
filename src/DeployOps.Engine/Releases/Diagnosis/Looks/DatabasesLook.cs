using DeployOps.Engine.Checks.Compose.Policies;
using DeployOps.Engine.Compose.Stacks;
using DeployOps.Engine.Releases.Diagnosis.Logs;
using DeployOps.Engine.Releases.Diagnosis.Rules;

namespace DeployOps.Engine.Releases.Diagnosis.Looks;

/// <summary>The services that hold data: when one of them fails, it is solved first (row RB14, 3).</summary>
internal sealed class DatabasesLook : IDiagnosisLook
{
    /// <summary>What a store that runs wrote longer ago says nothing about today.</summary>
    private static readonly TimeSpan Recent = TimeSpan.FromHours(1);

    /// <summary>What a store can say about itself while its container looks well.</summary>
    private static readonly string[] OwnCauses =
    [
        DiagnosisCause.DiskFull, DiagnosisCause.DataUnusable, DiagnosisCause.TooManyConnections, DiagnosisCause.OutOfMemory, DiagnosisCause.DatabaseMissing, DiagnosisCause.CertificateProblem,
    ];

    public int Order => 3;

    public string Title => "databases";

    public async Task LookAsync(DiagnosisContext context, LookNotes notes, CancellationToken cancellationToken)
    {
        var stores = context.Containers.Where(container => context.RoleOf(container.Service) == ServiceRole.Store).ToList();
        if (stores.Count == 0)
        {
            notes.See("no container of the stack holds data, as far as its name and its image say");
        }

        foreach (var container in stores)
        {
            var probe = container.LastProbe.Length > 0 ? $"; its last probe wrote: {context.Text.Line(context.Text.Masked(container.LastProbe), 120)}" : "";
            var isBad = ContainerFaults.IsBad(container, context);
            var state = $"{container.Service}: {container.State.ToString().ToLowerInvariant()}{(container.Health == ContainerHealth.None ? ", without a healthcheck" : $", {container.Health.ToString().ToLowerInvariant()}")}{probe}";
            if (isBad)
            {
                notes.SeeBad($"bad: {state}; solve this before the services that need it");
            }
            else
            {
                notes.See(state);
            }

            try
            {
                Judge(context, notes, container, await context.ErrorsAsync(container, cancellationToken).ConfigureAwait(false), isBad);
            }
            catch (DeployOpsException failure)
            {
                notes.Miss($"{container.Name}: its log cannot be read: {failure.Message}");
            }
        }
    }

    private static void Judge(DiagnosisContext context, LookNotes notes, StackContainer container, ContainerErrors errors, bool isBad)
    {
        var recent = errors.All.Where(error => error.Match is not null && (isBad || error.Block.Time is not { } time || context.Time - time < Recent)).ToList();
        foreach (var (error, match) in recent.DistinctBy(error => error.Match!.Rule.Cause))
        {
            var cause = match!.Rule.Cause;
            if (cause == DiagnosisCause.BadCredentials)
            {
                notes.SeeBad($"{container.Service} refuses a login: {error.Shown}");
                SuspectClients(context, notes, container, error, match);
            }
            else if (!isBad && OwnCauses.Contains(cause))
            {
                notes.SeeBad($"{container.Service}: {error.Shown}");
                notes.Suspect(ErrorVerdict.Of(context, container, error, match) with { Confidence = match.Rule.Confidence - 6 });
            }
        }
    }

    // The store works; who logs in with a wrong password is one of those that need it, and the likeliest is one that is not well.
    private static void SuspectClients(DiagnosisContext context, LookNotes notes, StackContainer store, ErrorBlock error, RuleMatch match)
    {
        var clients = context.Containers.Select(container => container.Service).Distinct().Where(service => context.Map.NeedsOf(service).Contains(store.Service)).ToList();
        var bad = clients.Where(context.IsBad).ToList();
        foreach (var client in bad.Count > 0 ? bad : clients.Count == 1 ? clients : [store.Service])
        {
            var keys = CredentialKeys.Sentence(context, client, DiagnosisCause.BadCredentials, match.Rule.Source);
            notes.Suspect(new Suspicion(client, DiagnosisCause.BadCredentials, bad.Count > 0 ? 78 : 58, $"'{store.Service}' refuses a login, as its log says. {keys}".TrimEnd())
            {
                FirstError = context.Text.Line(error.Shown),
                Peer = client == store.Service ? null : store.Service,
            });
        }
    }
}
