using System.Text.Json.Nodes;

namespace DeployOps.Engine.Compose.Plans;

/// <summary>Changes of a plan's labels.</summary>
internal static class PlanLabels
{
    /// <summary>The same stack whose containers carry one more label, or another value of it.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="label">The label.</param>
    /// <param name="values">Its value by service; services that are not named keep theirs.</param>
    public static ComposePlan WithLabel(this ComposePlan plan, string label, IReadOnlyDictionary<string, string> values) => plan.WithEach((service, node) =>
    {
        if (values.TryGetValue(service.Name, out var value))
        {
            var labels = node["labels"] as JsonObject ?? [];
            labels[label] = value;
            node["labels"] = labels;
        }
    });
}
