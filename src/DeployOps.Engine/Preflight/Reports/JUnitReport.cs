using System.Globalization;
using System.Text;
using System.Xml;
using DeployOps.Engine.Checks;

namespace DeployOps.Engine.Preflight.Reports;

/// <summary>
/// A gate in the JUnit XML form that build servers read: a suite per family, a case per finding. Warnings count as
/// passed cases with their text in <c>system-out</c>, because JUnit has no such state.
/// </summary>
public static class JUnitReport
{
    private static readonly XmlWriterSettings Settings = new() { Indent = true, Encoding = new UTF8Encoding(false), CheckCharacters = false };

    /// <summary>Writes the report.</summary>
    public static void Write(Stream target, GateReport report)
    {
        using var xml = XmlWriter.Create(target, Settings);
        xml.WriteStartElement("testsuites");
        xml.WriteAttributeString("name", $"DeployOps preflight of {report.ProjectName}");
        WriteCounts(xml, report.Findings);
        xml.WriteAttributeString("time", Seconds(report.Duration));
        foreach (var family in report.Findings.GroupBy(finding => finding.Family))
        {
            xml.WriteStartElement("testsuite");
            xml.WriteAttributeString("name", family.Key.ToString());
            WriteCounts(xml, [.. family]);
            xml.WriteAttributeString("timestamp", report.Started.UtcDateTime.ToString("s", CultureInfo.InvariantCulture));
            foreach (var finding in family)
            {
                WriteCase(xml, finding);
            }

            xml.WriteEndElement();
        }

        xml.WriteEndElement();
    }

    private static void WriteCounts(XmlWriter xml, IReadOnlyCollection<Finding> findings)
    {
        xml.WriteAttributeString("tests", findings.Count.ToString(CultureInfo.InvariantCulture));
        xml.WriteAttributeString("failures", findings.Count(finding => finding.Status == FindingStatus.Fail).ToString(CultureInfo.InvariantCulture));
        xml.WriteAttributeString("errors", findings.Count(finding => finding.Status == FindingStatus.Blocked).ToString(CultureInfo.InvariantCulture));
        xml.WriteAttributeString("skipped", findings.Count(IsSkipped).ToString(CultureInfo.InvariantCulture));
    }

    private static void WriteCase(XmlWriter xml, Finding finding)
    {
        xml.WriteStartElement("testcase");
        xml.WriteAttributeString("classname", $"{finding.Family}.{finding.Id}");
        xml.WriteAttributeString("name", Clean(finding.Subject.Length == 0 ? finding.Title : $"{finding.Title}: {finding.Subject}"));
        xml.WriteAttributeString("time", Seconds(finding.Elapsed));
        if (finding.File is not null)
        {
            xml.WriteAttributeString("file", Clean(finding.File));
        }

        var element = finding.Status switch
        {
            FindingStatus.Fail => "failure",
            FindingStatus.Blocked => "error",
            FindingStatus.Warn => "system-out",
            _ when IsSkipped(finding) => "skipped",
            _ => null,
        };
        if (element is not null)
        {
            WriteOutcome(xml, element, finding);
        }

        xml.WriteEndElement();
    }

    private static void WriteOutcome(XmlWriter xml, string element, Finding finding)
    {
        xml.WriteStartElement(element);
        if (element != "system-out")
        {
            xml.WriteAttributeString("message", Clean(finding.Message));
        }

        if (element is "failure" or "error")
        {
            xml.WriteAttributeString("type", finding.Severity.ToString());
        }

        var place = finding.File is null ? "" : $"{finding.File}{(finding.Line is { } line ? $":{line}" : "")}\n";
        xml.WriteString(Clean($"{place}{finding.Message}\n{finding.Fix}"));
        xml.WriteEndElement();
    }

    private static bool IsSkipped(Finding finding) => finding.Status is FindingStatus.Skipped or FindingStatus.NotApplicable;

    private static string Seconds(TimeSpan duration) => duration.TotalSeconds.ToString("0.000", CultureInfo.InvariantCulture);

    // XML 1.0 has no place for control characters and halves of surrogate pairs, which a file name or a key can hold.
    // Enumerating runes turns such a half into the replacement character.
    private static string Clean(string text) => string.Concat(text.EnumerateRunes()
        .Select(rune => rune.IsBmp && !XmlConvert.IsXmlChar((char)rune.Value) ? "\uFFFD" : rune.ToString()));
}
