namespace DeployOps.Engine.Checks;

/// <summary>What a check is, known without running it.</summary>
/// <param name="Id">Stable identifier: the family's prefix and three digits, such as <c>ENV012</c>.</param>
/// <param name="Title">The question as a short statement of what should be, such as "No key is defined twice".</param>
/// <param name="Family">The family it is grouped under in a report.</param>
/// <param name="Severity">How much its failure weighs, unless the project says otherwise.</param>
/// <param name="Row">The rows of the checklists that it answers, such as <c>RB1</c> or <c>PA1 CH2</c>; empty for none.</param>
/// <param name="Source">The document or specification that the rule comes from.</param>
public sealed record CheckDescriptor(string Id, string Title, CheckFamily Family, Severity Severity, string Row, string Source)
{
    /// <summary>
    /// Whether the gate may be green although this check was skipped. A check that has to run keeps the verdict
    /// from passing when it was skipped; an optional one does not.
    /// </summary>
    public bool Optional { get; init; }
}
