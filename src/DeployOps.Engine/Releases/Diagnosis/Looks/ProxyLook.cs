using DeployOps.Engine.Compose.Stacks;

namespace DeployOps.Engine.Releases.Diagnosis.Looks;

/// <summary>Asks through the proxy and parts its faults from the backend's (row RB14, 4): routing here, start-up there.</summary>
internal sealed class ProxyLook : IDiagnosisLook
{
    private const int MostPaths = 6;

    public int Order => 4;

    public string Title => "proxy and backend";

    public async Task LookAsync(DiagnosisContext context, LookNotes notes, CancellationToken cancellationToken)
    {
        if (BaseAddress.Of(context) is not var (address, container))
        {
            notes.Miss("nothing could be asked: no running service publishes a port, and neither 'smoke.base-url' nor an address is given");
            return;
        }

        var requests = context.Project.Smoke.Requests.DistinctBy(request => request.Path).Take(MostPaths).ToList();
        foreach (var request in requests)
        {
            var token = request.TokenVariable is { } variable ? context.Environment(variable) ?? context.Inputs?.Lookup(variable) : null;
            var answer = await context.Web.GetAsync(new Uri(address, request.Path), token, cancellationToken).ConfigureAwait(false);
            answer = answer with { Path = request.Path, Expected = request.Status, TokenVariable = request.TokenVariable ?? "" };
            context.Answers = [.. context.Answers, answer];
            notes.See($"GET {address.GetLeftPart(UriPartial.Authority)}{request.Path}: {answer.Words}{(answer.IsGood ? "" : $" (expected {request.Status})")}");
            if (answer.Failure is WebFailure.Refused or WebFailure.UnknownName or WebFailure.Certificate)
            {
                // The others would be answered the same way.
                break;
            }
        }

        await JudgeAsync(context, notes, address, container, cancellationToken).ConfigureAwait(false);
    }

    private static async Task JudgeAsync(DiagnosisContext context, LookNotes notes, Uri address, StackContainer? proxy, CancellationToken cancellationToken)
    {
        var service = proxy?.Service ?? context.StackName;
        if (context.Answers.FirstOrDefault(answer => answer.Failure != WebFailure.None) is { } silent)
        {
            notes.Suspect(ProxyVerdict.OfSilence(context, address, proxy, silent) with { Container = proxy?.Name ?? "" });
        }

        if (context.Answers.FirstOrDefault(answer => answer.IsServerError) is { } failed)
        {
            foreach (var suspicion in await ProxyVerdict.OfServerErrorAsync(context, proxy, failed, cancellationToken).ConfigureAwait(false))
            {
                notes.Suspect(suspicion);
            }
        }

        if (context.Answers.FirstOrDefault(answer => answer is { Status: 404, IsGood: false }) is { } unknown && context.Answers.Any(answer => answer.IsGood))
        {
            notes.Suspect(new Suspicion(service, DiagnosisCause.RouteMissing, 48, $"It answers, and does not know {unknown.Path}: its routing leaves the path out, or the application has no such page.")
            {
                Container = proxy?.Name ?? "",
                Subject = unknown.Path,
            });
        }
    }
}
