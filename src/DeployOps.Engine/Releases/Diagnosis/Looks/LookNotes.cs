namespace DeployOps.Engine.Releases.Diagnosis.Looks;

/// <summary>What a look has seen so far. It stays when the time runs out in the middle of it.</summary>
internal sealed class LookNotes(ShownText text)
{
    private readonly List<string> _observations = [];
    private readonly List<Suspicion> _suspicions = [];

    /// <summary>What was seen, one line each.</summary>
    public IReadOnlyList<string> Observations => _observations;

    /// <summary>What may be wrong.</summary>
    public IReadOnlyList<Suspicion> Suspicions => _suspicions;

    /// <summary>Whether something is wrong.</summary>
    public bool IsBad { get; private set; }

    /// <summary>Whether something could not be looked at.</summary>
    public bool IsUnknown { get; private set; }

    /// <summary>Writes down what was seen.</summary>
    public void See(string observation) => _observations.Add(text.Line(observation));

    /// <summary>Writes down something that is wrong.</summary>
    public void SeeBad(string observation)
    {
        IsBad = true;
        See(observation);
    }

    /// <summary>Writes down what could not be looked at.</summary>
    public void Miss(string observation)
    {
        IsUnknown = true;
        See(observation);
    }

    /// <summary>Writes down what may be wrong.</summary>
    public void Suspect(Suspicion suspicion)
    {
        IsBad = true;
        _suspicions.Add(suspicion);
    }
}
