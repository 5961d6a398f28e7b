using System.Text.RegularExpressions;
using DeployOps.Engine.Checks.Compose.Facts;
using DeployOps.Engine.Compose.Model.Services;
using DeployOps.Engine.Compose.Model.Yaml;

namespace DeployOps.Engine.Checks.Compose;

/// <summary>Tools that read YAML 1.1 take <c>22:22</c> for 1342.</summary>
/// <remarks>Source: compose specification, 05-services: ports (a note on base 60); dclint require-quotes-in-ports.</remarks>
public sealed class PortsAreQuoted : ComposeServiceCheck
{
    /// <inheritdoc/>
    public override CheckDescriptor Descriptor { get; } =
        new("COM054", "Ports that YAML 1.1 would take for a number are quoted", CheckFamily.Compose, Severity.P2, "", "compose specification, 05-services: ports (a note on base 60); dclint require-quotes-in-ports");

    private static readonly Regex Sexagesimal = new("^[0-9]+(:[0-5]?[0-9])+$", RegexOptions.CultureInvariant, TimeSpan.FromSeconds(1));

    /// <inheritdoc/>
    protected override IEnumerable<Finding> Look(ComposeService service, ComposeFact compose)
    {
        foreach (var port in (service.Node["ports"] as ComposeSequence)?.Items.OfType<ComposeScalar>() ?? [])
        {
            if (port.IsPlain && Sexagesimal.IsMatch(port.Template))
            {
                yield return Warn(compose, service.Name, port.Source, "tools that read YAML 1.1 take this port for a number to the base 60", "Put it in quotes.");
            }
        }
    }
}
