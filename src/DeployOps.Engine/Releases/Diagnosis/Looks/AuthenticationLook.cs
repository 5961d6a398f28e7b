using DeployOps.Engine.Checks.Compose.Policies;

namespace DeployOps.Engine.Releases.Diagnosis.Looks;

/// <summary>Answers 401 and 403: which variables to look at, by name (row RB14, 5).</summary>
internal sealed class AuthenticationLook : IDiagnosisLook
{
    public int Order => 5;

    public string Title => "authentication";

    public async Task LookAsync(DiagnosisContext context, LookNotes notes, CancellationToken cancellationToken)
    {
        var refused = context.Answers.Where(answer => answer is { Status: 401 or 403, IsGood: false }).ToList();
        foreach (var answer in refused)
        {
            var service = ServiceOf(context, answer);
            var token = answer.TokenVariable.Length > 0 ? $" The token of {answer.TokenVariable} was sent." : "";
            var keys = CredentialKeys.Sentence(context, service, DiagnosisCause.AuthenticationRefused, "");
            notes.Suspect(new Suspicion(service, DiagnosisCause.AuthenticationRefused, 74, $"{answer.Path} is answered with {answer.Words}.{token} {keys}".TrimEnd()) { Subject = answer.Path });
            notes.SeeBad($"GET {answer.Path}: {answer.Words}. {(keys.Length > 0 ? keys : $"No variable of '{service}' looks like a key or a token.")}");
        }

        foreach (var container in context.Containers.Where(container => context.RoleOf(container.Service) is ServiceRole.Backend or ServiceRole.Other && !ContainerFaults.IsBad(container, context)))
        {
            try
            {
                var errors = await context.ErrorsAsync(container, cancellationToken).ConfigureAwait(false);
                if (errors.All.LastOrDefault(error => error.Match?.Rule.Cause == DiagnosisCause.AuthenticationRefused) is { Block: { } block, Match: { } match })
                {
                    notes.SeeBad($"{container.Name}: {block.Shown}");
                    notes.Suspect(ErrorVerdict.Of(context, container, block, match) with { Confidence = refused.Count > 0 ? 84 : 50 });
                }
            }
            catch (DeployOpsException failure)
            {
                notes.Miss($"{container.Name}: its log cannot be read: {failure.Message}");
            }
        }

        if (context.Answers.Count == 0)
        {
            notes.Miss("nothing answered, so that it is not known whether requests are refused");
        }
        else if (refused.Count == 0)
        {
            notes.See("no request was answered with 401 or 403");
        }
    }

    // A static page is refused by the proxy itself, for want of a file or of a right.
    private static string ServiceOf(DiagnosisContext context, WebAnswer answer)
    {
        var wanted = answer.Path == "/" ? ServiceRole.Proxy : ServiceRole.Backend;
        var services = context.Containers.Select(container => container.Service).ToList();
        return services.Find(service => context.RoleOf(service) == wanted)
            ?? services.Find(service => context.RoleOf(service) == ServiceRole.Other)
            ?? services.Find(service => context.RoleOf(service) == ServiceRole.Proxy)
            ?? context.StackName;
    }
}
