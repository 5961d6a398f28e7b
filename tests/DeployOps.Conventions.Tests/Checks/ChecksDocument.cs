using System.Globalization;
using System.Text;
using DeployOps.Engine.Checks;

namespace DeployOps.Conventions.Tests.Checks;

/// <summary>The page that lists every check, as the catalog says it.</summary>
internal static class ChecksDocument
{
    public static string Render(IEnumerable<ICheck> catalog)
    {
        var page = new StringBuilder();
        page.Append(
            """
            # Checks

            Every check of the gate. `Invoke-Preflight -Check ENV` and `deployops preflight --check ENV` run those whose identifier
            starts with ENV. P0 blocks the release, P1 warns, P2 informs; `deployops.yml` can weigh a check otherwise or switch it off
            with a reason. An optional check does not keep the gate from passing when it is skipped.

            This page is made from the checks themselves: a test says so when it is out of date, and how to make it anew.

            """);
        foreach (var family in catalog.Select(check => check.Descriptor).GroupBy(check => check.Family).OrderBy(group => group.Key))
        {
            page.Append(CultureInfo.InvariantCulture, $"\n## {FamilyTitles.Of(family.Key)}\n\n| check | severity | what should be | rows | source |\n|---|---|---|---|---|\n");
            foreach (var check in family.OrderBy(check => check.Id, StringComparer.Ordinal))
            {
                page.Append(CultureInfo.InvariantCulture, $"| {check.Id} | {check.Severity}{(check.Optional ? ", optional" : "")} | {Cell(check.Title)} | {check.Row} | {Cell(check.Source)} |\n");
            }
        }

        return page.ToString();
    }

    private static string Cell(string text) => text.Replace("|", "\\|", StringComparison.Ordinal);
}
