using DeployOps.Engine.Checks.Env.Keys;
using DeployOps.Engine.Checks.Env.Reading;
using DeployOps.Engine.Checks.Env.Values;
using DeployOps.Engine.EnvFiles;

namespace DeployOps.Engine.Checks.Env;

/// <summary>
/// A URL that a service is reached by is well formed (RFC 3986). <c>DATABASE_URL</c> must be there where the guards of seed 000 are: a
/// missing or malformed one ends the service at once.
/// </summary>
public sealed class UrlFormCheck : ProductionEnvCheck
{
    /// <inheritdoc/>
    public override CheckDescriptor Descriptor { get; } = new(
        "ENV026", "Every URL is well formed, and the database has one", CheckFamily.Env, Severity.P0, "PA2", "seed 000, 1-2; RFC 3986");

    internal override IEnumerable<Finding> Look(EnvFilesFact files, CheckContext context)
    {
        foreach (var file in files.Files)
        {
            foreach (var entry in file.SetEntries.Where(entry => EndpointKeys.Urls.Holds(entry.Key)))
            {
                if (ProblemOf(entry) is { } problem)
                {
                    yield return Fail(file, entry, problem, "Write it as scheme://user:password@host:port/name, with reserved characters of the password percent-encoded.");
                }
            }
        }

        var guarded = files.Files.FirstOrDefault(file => file.Winners.ContainsKey("STARTUP_WITHOUT_POSTGRES"));
        if (guarded is not null && !files.Files.Any(file => file.IsSet("DATABASE_URL")))
        {
            yield return Fail("DATABASE_URL", "is not set in any environment file", "Set it: the service ends at once without a database.", guarded.Name);
        }
    }

    private static string? ProblemOf(EnvEntry entry)
    {
        var text = entry.Value!.Trim();
        var url = ConnectionUrl.Read(text);
        if (url is null)
        {
            // Keys such as *_BROKERS and *_ENDPOINT also hold host:port; only what is called a URL must be one.
            var isCalledUrl = entry.Key.EndsWith("URL", StringComparison.OrdinalIgnoreCase) || entry.Key.EndsWith("URI", StringComparison.OrdinalIgnoreCase);
            return isCalledUrl && !text.StartsWith('/') ? "is not a URL: it has no scheme and '://'" : null;
        }

        return url.Problem switch
        {
            ConnectionUrlProblem.None => null,
            ConnectionUrlProblem.WhiteSpace when ValueList.Split(text).All(item => ConnectionUrl.Read(item) is { Problem: ConnectionUrlProblem.None }) => null,
            ConnectionUrlProblem.InvalidPort when ValueList.Split(text) is { Count: > 1 } items && items.All(item => ConnectionUrl.Read(item) is { Problem: ConnectionUrlProblem.None }) => null,
            ConnectionUrlProblem.WhiteSpace => "is not a well-formed URL: white space is inside",
            ConnectionUrlProblem.UnencodedUserInfo => "is not a well-formed URL: user or password hold a character that must be percent-encoded (/ ? # [ ] @)",
            ConnectionUrlProblem.BrokenEncoding => "is not a well-formed URL: a '%' is not followed by two hexadecimal digits",
            ConnectionUrlProblem.InvalidPort => "is not a well-formed URL: the port is not a number from 1 to 65535",
            ConnectionUrlProblem.NoHost => "is not a well-formed URL: it names no host",
            _ => "is not a well-formed URL",
        };
    }
}
