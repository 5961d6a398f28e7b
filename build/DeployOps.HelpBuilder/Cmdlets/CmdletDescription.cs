namespace DeployOps.HelpBuilder.Cmdlets;

/// <summary>A cmdlet as its metadata tells it.</summary>
public sealed record CmdletDescription
{
    /// <summary>The verb.</summary>
    public required string Verb { get; init; }

    /// <summary>The noun.</summary>
    public required string Noun { get; init; }

    /// <summary>The class's full name.</summary>
    public required string ClassName { get; init; }

    /// <summary>Whether it knows <c>-WhatIf</c> and <c>-Confirm</c>.</summary>
    public bool SupportsShouldProcess { get; init; }

    /// <summary>From which confirm preference on it asks; PowerShell's default is Medium.</summary>
    public string ConfirmImpact { get; init; } = "Medium";

    /// <summary>The parameter set taken when the arguments do not tell.</summary>
    public string? DefaultParameterSet { get; init; }

    /// <summary>Its own parameters, in the order of their declaration.</summary>
    public IReadOnlyList<ParameterDescription> Parameters { get; init; } = [];

    /// <summary>The declared output types' full names.</summary>
    public IReadOnlyList<string> OutputTypes { get; init; } = [];

    /// <summary>Verb and noun.</summary>
    public string Name => $"{Verb}-{Noun}";

    /// <summary>The parameter sets, the default one first.</summary>
    public IReadOnlyList<string> ParameterSets
    {
        get
        {
            var named = Parameters.SelectMany(parameter => parameter.Sets.Keys).Where(set => set != ParameterDescription.AllSets).Distinct().ToList();
            return named.Count == 0
                ? [ParameterDescription.AllSets]
                : [.. named.OrderBy(set => set != DefaultParameterSet).ThenBy(named.IndexOf)];
        }
    }
}

/// <summary>A parameter as its metadata tells it.</summary>
public sealed record ParameterDescription
{
    /// <summary>The name of the set that stands for all sets.</summary>
    public const string AllSets = "__AllParameterSets";

    /// <summary>The name.</summary>
    public required string Name { get; init; }

    /// <summary>The type's full name, without the question mark of a nullable one.</summary>
    public required string TypeName { get; init; }

    /// <summary>The type's name as PowerShell users write it.</summary>
    public required string ShortTypeName { get; init; }

    /// <summary>How it is used in each parameter set.</summary>
    public required IReadOnlyDictionary<string, ParameterUse> Sets { get; init; }

    /// <summary>Other names.</summary>
    public IReadOnlyList<string> Aliases { get; init; } = [];

    /// <summary>The only values it takes; empty when it takes any.</summary>
    public IReadOnlyList<string> AcceptedValues { get; init; } = [];

    /// <summary>Whether wildcards are expanded.</summary>
    public bool Wildcards { get; init; }

    /// <summary>Whether it is on or off and takes no value.</summary>
    public bool IsSwitch { get; init; }

    /// <summary>Its use in a set, when it belongs to it.</summary>
    public ParameterUse? In(string set) => Sets.GetValueOrDefault(set) ?? Sets.GetValueOrDefault(AllSets);
}

/// <summary>How a parameter is used in a parameter set.</summary>
/// <param name="Mandatory">Whether it has to be given.</param>
/// <param name="Position">Its position, or <see langword="null"/> when it has to be named.</param>
/// <param name="FromPipeline">Whether it takes whole objects from the pipeline.</param>
/// <param name="FromPipelineByName">Whether it takes properties of its name from the pipeline.</param>
/// <param name="Remaining">Whether it takes all arguments that are left.</param>
public sealed record ParameterUse(bool Mandatory, int? Position, bool FromPipeline, bool FromPipelineByName, bool Remaining);
