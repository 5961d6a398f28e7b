namespace DeployOps.Engine.Compose.Plans;

/// <summary>Changes of a plan's images.</summary>
public static class PlanImages
{
    /// <summary>The same stack with other images. Services that are not named keep theirs.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="images">The image of each service, as <c>repository:tag</c> or by its identifier.</param>
    public static ComposePlan WithImages(this ComposePlan plan, IReadOnlyDictionary<string, string> images) => plan.WithEach((service, node) =>
    {
        if (images.TryGetValue(service.Name, out var image))
        {
            node["image"] = image;
        }
    });

    /// <summary>The same stack whose builds name nothing but the service's image: no further tags, no cache that is written elsewhere.</summary>
    public static ComposePlan WithPrivateBuilds(this ComposePlan plan) => plan.WithEach((_, node) =>
    {
        if (node["build"] is System.Text.Json.Nodes.JsonObject build)
        {
            build.Remove("tags");
            build.Remove("cache_to");
        }
    });

    /// <summary>The same stack of images that are there: nothing of it is built.</summary>
    public static ComposePlan WithoutBuilds(this ComposePlan plan) => plan.WithEach((_, node) => node.Remove("build"));
}
