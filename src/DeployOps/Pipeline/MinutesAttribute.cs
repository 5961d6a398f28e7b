using System.Globalization;
using System.Management.Automation;
using DeployOps.Engine.Project.Yaml;

namespace DeployOps.Pipeline;

/// <summary>Takes a number as minutes, and texts such as <c>90m</c> or <c>2h</c> as <c>deployops.yml</c> does. PowerShell alone would take a number as ticks.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class MinutesAttribute : ArgumentTransformationAttribute
{
    /// <inheritdoc/>
    public override object Transform(EngineIntrinsics engineIntrinsics, object inputData)
    {
        var value = inputData is PSObject wrapped ? wrapped.BaseObject : inputData;
        return value switch
        {
            string text when double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var minutes) => TimeSpan.FromMinutes(minutes),
            string text => (object?)YamlDuration.TryParse(text) ?? text,
            int or long or double or decimal => TimeSpan.FromMinutes(Convert.ToDouble(value, CultureInfo.InvariantCulture)),
            _ => inputData,
        };
    }
}
