using DeployOps.Engine.Compose.Stacks;
using DeployOps.Engine.Releases.Diagnosis.Logs;
using DeployOps.Engine.Releases.Diagnosis.Rules;

namespace DeployOps.Engine.Releases.Diagnosis.Looks;

/// <summary>What an error means in this stack: which service a host name is, how that one is, which variables could be meant.</summary>
internal static class ErrorVerdict
{
    /// <summary>What it wants to reach works by now: it came up later, or another port is meant.</summary>
    private const int LessForHealthyPeer = 14;

    /// <summary>Judges it.</summary>
    public static Suspicion Of(DiagnosisContext context, StackContainer container, ErrorBlock error, RuleMatch match)
    {
        var suspicion = new Suspicion(container.Service, match.Rule.Cause, match.Rule.Confidence, match.Explain())
        {
            Container = container.Name,
            FirstError = context.Text.Line(error.Shown),
            Subject = match.Subject,
        };
        return match.Rule.Cause switch
        {
            DiagnosisCause.DependencyUnreachable or DiagnosisCause.DatabaseDown => OfPeer(context, suspicion, match),
            DiagnosisCause.BadCredentials or DiagnosisCause.AuthenticationRefused => suspicion with
            {
                Explanation = $"{suspicion.Explanation} {CredentialKeys.Sentence(context, container.Service, match.Rule.Cause, match.Rule.Source)}".TrimEnd(),
            },
            _ => suspicion,
        };
    }

    private static Suspicion OfPeer(DiagnosisContext context, Suspicion suspicion, RuleMatch match)
    {
        var host = match.Part("peer");
        if (host.Length > 0 && StackMap.IsItself(host))
        {
            return suspicion with
            {
                Explanation = $"{suspicion.Explanation} Inside a container that is the container itself, neither the host nor another service: a host name in its environment is probably not set.",
            };
        }

        var peer = host.Length > 0 ? context.Map.ServiceOf(host) : context.Map.NeedsOf(suspicion.Service).FirstOrDefault(context.IsBad);
        if (peer is null || peer == suspicion.Service)
        {
            return host.Length == 0 || peer is not null ? suspicion : suspicion with { Explanation = $"{suspicion.Explanation} No service of the stack is called so." };
        }

        return context.IsBad(peer)
            ? suspicion with { Peer = peer, Explanation = $"{suspicion.Explanation} That is the service '{peer}', which is not well itself." }
            : suspicion with
            {
                Peer = peer,
                Confidence = suspicion.Confidence - LessForHealthyPeer,
                Explanation = $"{suspicion.Explanation} The service '{peer}' works now: it was not ready yet, or the port or the network is another.",
            };
    }
}
