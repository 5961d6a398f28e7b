using System.Text.RegularExpressions;
using DeployOps.Engine.Checks.Compose.Policies;
using DeployOps.Engine.Compose.Stacks;
using DeployOps.Engine.Releases.Diagnosis.Logs;

namespace DeployOps.Engine.Releases.Diagnosis.Looks;

/// <summary>Whose fault it is that the stack does not answer as it should.</summary>
internal static partial class ProxyVerdict
{
    private static readonly TimeSpan LogLag = TimeSpan.FromMilliseconds(500);

    /// <summary>There was no answer at all.</summary>
    public static Suspicion OfSilence(DiagnosisContext context, Uri address, StackContainer? proxy, WebAnswer answer)
    {
        var service = proxy?.Service ?? context.StackName;
        if (answer.Failure == WebFailure.Certificate)
        {
            return new Suspicion(service, DiagnosisCause.CertificateProblem, 88, $"The certificate of {address.Host} is not trusted by this machine: it has expired, names another host, or was signed by an authority that is not known here.");
        }

        if (proxy is null || ContainerFaults.IsBad(proxy, context))
        {
            return new Suspicion(service, DiagnosisCause.NoAnswer, 45, $"Port {address.Port} does not answer ({answer.Words}){(proxy is null ? "" : ", because it does not run as it should")}.") { IsGeneral = true };
        }

        var port = proxy.Ports.FirstOrDefault(port => port.HostPort == address.Port);
        return port is null
            ? new Suspicion(service, DiagnosisCause.NoAnswer, 60, $"Port {address.Port} does not answer ({answer.Words}), and no running container publishes it.") { Subject = $"{address.Port}" }
            : answer.Failure == WebFailure.TimedOut
                ? new Suspicion(service, DiagnosisCause.NoAnswer, 60, $"It runs and takes connections on port {address.Port}, and gives no answer in time.") { Subject = $"{address.Port}" }
                : new Suspicion(service, DiagnosisCause.WrongPort, 72, $"It runs, and nobody answers on its port {port.ContainerPort}, which is published as {address.Port}: it listens on another port, or on 127.0.0.1 alone.") { Subject = $"{port.ContainerPort}" };
    }

    /// <summary>There was a server error.</summary>
    public static async Task<IReadOnlyList<Suspicion>> OfServerErrorAsync(DiagnosisContext context, StackContainer? proxy, WebAnswer answer, CancellationToken cancellationToken)
    {
        var backends = BackendsOf(context, proxy);
        var bad = backends.Where(backend => ContainerFaults.IsBad(backend, context) || backend.Health == ContainerHealth.Starting).ToList();
        if (bad.Count > 0)
        {
            return [.. bad.Select(backend => new Suspicion(backend.Service, DiagnosisCause.BackendAnswers5xx, 52, $"{answer.Path} is answered with {answer.Words}, and this service is not well ({backend.State.ToString().ToLowerInvariant()}).") { Container = backend.Name, IsGeneral = true })];
        }

        return proxy is not null && answer.IsGatewayError && backends.Count > 0
            ? [await OfUpstreamAsync(context, proxy, backends, answer, cancellationToken).ConfigureAwait(false)]
            : await OfBackendAsync(context, backends.Count > 0 ? backends : proxy is null ? [] : [proxy], answer, cancellationToken).ConfigureAwait(false);
    }

    private static async Task<Suspicion> OfUpstreamAsync(DiagnosisContext context, StackContainer proxy, IReadOnlyList<StackContainer> backends, WebAnswer answer, CancellationToken cancellationToken)
    {
        var names = string.Join(", ", backends.Select(backend => $"'{backend.Service}'").Distinct());
        var logged = await UpstreamAsync(context, proxy, cancellationToken).ConfigureAwait(false);
        var suspicion = new Suspicion(proxy.Service, DiagnosisCause.StaleUpstream, 70, $"It answers {answer.Path} with {answer.Words}, while {names} behind it works: it calls an old address, or a wrong port.") { Container = proxy.Name };
        if (logged is var (line, host, port) && context.Map.ServiceOf(host) is { } called && backends.FirstOrDefault(backend => backend.Service == called) is not null)
        {
            return suspicion with
            {
                Cause = DiagnosisCause.WrongPort, Confidence = 82, FirstError = context.Text.Line(line), Subject = port, Peer = called,
                Explanation = $"It answers {answer.Path} with {answer.Words}: it calls '{called}' on port {port}, where nobody listens, while '{called}' works.",
            };
        }

        if (logged is var (stale, address, _) && System.Net.IPAddress.TryParse(address, out _))
        {
            return suspicion with
            {
                Confidence = 95, FirstError = context.Text.Line(stale), Subject = address,
                Explanation = $"It answers {answer.Path} with {answer.Words}: it still calls {address}, which is no container of the stack any more, while {names} works.",
            };
        }

        var newer = backends.FirstOrDefault(backend => backend.Started > proxy.Started);
        return newer is null
            ? suspicion
            : suspicion with { Confidence = 86, Explanation = $"{suspicion.Explanation} '{newer.Service}' was started after it, and may have another address since." };
    }

    private static async Task<IReadOnlyList<Suspicion>> OfBackendAsync(DiagnosisContext context, IReadOnlyList<StackContainer> backends, WebAnswer answer, CancellationToken cancellationToken)
    {
        var suspicions = new List<Suspicion>();
        foreach (var backend in backends)
        {
            var errors = await ErrorsSinceAnswerAsync(context, backend, cancellationToken).ConfigureAwait(false);
            var last = errors.All.Count > 0 ? errors.All[^1] : default;
            suspicions.Add(new Suspicion(backend.Service, DiagnosisCause.BackendAnswers5xx, last.Block is null ? 70 : 76, $"It counts as healthy, and {answer.Path} is answered with {answer.Words}.")
            {
                Container = backend.Name,
                FirstError = last.Block is null ? "" : context.Text.Line(last.Block.Shown),
                Subject = answer.Path,
            });
            if (last is { Match: { } match, Block: { } block })
            {
                var verdict = ErrorVerdict.Of(context, backend, block, match);
                suspicions.Add(verdict with { Explanation = $"{answer.Path} is answered with {answer.Words}. {verdict.Explanation}" });
            }
        }

        // Of several backends only those that wrote an error are named, when there are such.
        return suspicions.Exists(suspicion => suspicion.FirstError.Length > 0) ? suspicions.FindAll(suspicion => suspicion.FirstError.Length > 0) : suspicions;
    }

    /// <summary>Docker writes a log a moment after the line was printed: the error of the answer that was just given may not be in it yet.</summary>
    private static async Task<ContainerErrors> ErrorsSinceAnswerAsync(DiagnosisContext context, StackContainer backend, CancellationToken cancellationToken)
    {
        var errors = await context.ErrorsAsync(backend, cancellationToken).ConfigureAwait(false);
        if (errors.All.Count > 0)
        {
            return errors;
        }

        await Task.Delay(LogLag, TimeProvider.System, cancellationToken).ConfigureAwait(false);
        return await context.ErrorsAnewAsync(backend, cancellationToken).ConfigureAwait(false);
    }

    private static async Task<(string Line, string Host, string Port)?> UpstreamAsync(DiagnosisContext context, StackContainer proxy, CancellationToken cancellationToken)
    {
        try
        {
            var errors = await context.ErrorsAsync(proxy, cancellationToken).ConfigureAwait(false);
            return errors.All.Select(error => (error.Block, Match: Upstream().Match(error.Block.Text)))
                .Where(pair => pair.Match.Success)
                .Select(pair => ((string, string, string)?)(pair.Block.FirstLine, pair.Match.Groups["host"].Value, pair.Match.Groups["port"].Value))
                .LastOrDefault();
        }
        catch (DeployOpsException)
        {
            // The answer itself says enough.
            return null;
        }
    }

    private static List<StackContainer> BackendsOf(DiagnosisContext context, StackContainer? proxy)
    {
        var others = context.Containers
            .Where(container => container.Service != proxy?.Service && context.RoleOf(container.Service) is not (ServiceRole.Store or ServiceRole.OneShot or ServiceRole.Proxy))
            .ToList();
        var backends = others.FindAll(container => context.RoleOf(container.Service) == ServiceRole.Backend);
        var awaited = proxy is null ? [] : others.FindAll(container => context.Map.NeedsOf(proxy.Service).Contains(container.Service));
        return backends.Count > 0 ? backends : awaited.Count > 0 ? awaited : others;
    }

    // nginx, Caddy, HAProxy and Envoy name what they called; so do the small proxies that people write.
    [GeneratedRegex(@"upstream[^\n]{0,200}?\b(?:\w+://)?(?<host>\d{1,3}(?:\.\d{1,3}){3}|[A-Za-z][\w.-]*):(?<port>\d{2,5})\b|dial tcp (?<host>[\w.-]+):(?<port>\d{2,5})", RegexOptions.CultureInvariant)]
    private static partial Regex Upstream();
}
