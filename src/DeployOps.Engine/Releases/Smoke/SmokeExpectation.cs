using System.Globalization;
using DeployOps.Engine.Project.Sections;

namespace DeployOps.Engine.Releases.Smoke;

/// <summary>
/// Compares an answer with what is written about it in <c>deployops.yml</c>. What was expected is shown, because that file is no secret;
/// what came is not, except for the status code.
/// </summary>
internal static class SmokeExpectation
{
    public static IReadOnlyList<string> Problems(SmokeRequestSettings expected, HttpResponseMessage response, SmokeBody body, TimeSpan latency)
    {
        var status = (int)response.StatusCode;
        return
        [
            .. status == expected.Status ? [] : new[] { OfStatus(status, expected.Status) },
            .. OfHeaders(expected.Headers, response),

            // The body of another answer than the expected one says nothing new.
            .. status == expected.Status ? body.Problems(expected) : [],
            .. latency <= expected.Latency ? [] : new[] { string.Create(CultureInfo.InvariantCulture, $"it took {latency.TotalSeconds:0.###} s, more than {expected.Latency.TotalSeconds:0.###} s") },
        ];
    }

    private static string OfStatus(int status, int expected) => string.Create(
        CultureInfo.InvariantCulture,
        $"status {status} instead of {expected}{(status is >= 300 and < 400 && status != 304 ? " (redirects are not followed)" : "")}");

    private static IEnumerable<string> OfHeaders(IReadOnlyDictionary<string, string> expected, HttpResponseMessage response)
    {
        foreach (var (name, text) in expected)
        {
            if (!response.Headers.NonValidated.TryGetValues(name, out var values) && !response.Content.Headers.NonValidated.TryGetValues(name, out values))
            {
                yield return $"the header {name} is missing";
            }
            else if (!values.Any(value => value.Contains(text, StringComparison.OrdinalIgnoreCase)))
            {
                yield return $"the header {name} does not hold '{text}'";
            }
        }
    }
}
