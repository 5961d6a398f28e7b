using DeployOps.Engine.Checks;

namespace DeployOps.Engine.Preflight;

/// <summary>
/// Collects findings that come in any order and hands them on family by family, so that a report grouped by family can
/// be shown while later families are still being asked.
/// </summary>
internal sealed class FamilyOrder
{
    private readonly Dictionary<CheckFamily, int> _open = [];
    private readonly Dictionary<CheckFamily, List<Finding>> _findings = [];
    private readonly Action<CheckFamily, IReadOnlyList<Finding>>? _onFamily;
    private readonly CheckFamily[] _order = Enum.GetValues<CheckFamily>();
    private int _next;

    public FamilyOrder(CheckSelection selection, Action<CheckFamily, IReadOnlyList<Finding>>? onFamily)
    {
        _onFamily = onFamily;
        foreach (var family in _order)
        {
            _open[family] = selection.Run.Count(check => check.Descriptor.Family == family);
            _findings[family] = [.. selection.NotRun.Where(finding => finding.Family == family)];
        }

        Advance();
    }

    public void Add(Finding finding) => _findings[finding.Family].Add(finding);

    public void Done(ICheck check)
    {
        _open[check.Descriptor.Family]--;
        Advance();
    }

    public IReadOnlyList<Finding> All() => [.. _order.SelectMany(Sorted)];

    private void Advance()
    {
        for (; _next < _order.Length && _open[_order[_next]] == 0; _next++)
        {
            if (_findings[_order[_next]].Count > 0)
            {
                _onFamily?.Invoke(_order[_next], [.. Sorted(_order[_next])]);
            }
        }
    }

    private IEnumerable<Finding> Sorted(CheckFamily family) => _findings[family]
        .OrderBy(finding => finding.Id, StringComparer.Ordinal)
        .ThenBy(finding => finding.File, StringComparer.Ordinal)
        .ThenBy(finding => finding.Line)
        .ThenBy(finding => finding.Subject, StringComparer.Ordinal);
}
