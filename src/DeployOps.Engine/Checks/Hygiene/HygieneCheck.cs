namespace DeployOps.Engine.Checks.Hygiene;

/// <summary>The usual base of a check of this family: it keeps a report readable when the same thing is wrong in very many places.</summary>
public abstract class HygieneCheck : Check
{
    private const int Most = 100;

    /// <summary>The first findings, and for the others one that counts them.</summary>
    protected IEnumerable<Finding> Limited(IEnumerable<Finding> findings)
    {
        var rest = 0;
        FindingStatus? worst = null;
        foreach (var (index, finding) in findings.Index())
        {
            if (index < Most)
            {
                yield return finding;
            }
            else
            {
                rest++;
                worst = worst == FindingStatus.Fail ? worst : finding.Status;
            }
        }

        if (worst is { } status)
        {
            yield return Descriptor.Answer(status, $"the same in {rest} further places, not listed") with { Fix = "Mend the listed ones and run again." };
        }
    }

    /// <summary>How a secret in a file is dealt with.</summary>
    protected static string SecretFix(string rule, string fingerprint) =>
        $"Withdraw it where it was issued, for it stays in the history; read it from the environment instead. If it is none, accept it with a reason: hygiene.allow, rule {rule}, fingerprint {fingerprint}.";
}
