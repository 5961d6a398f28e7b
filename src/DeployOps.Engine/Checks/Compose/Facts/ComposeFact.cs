using DeployOps.Engine.Checks.Compose.Policies;
using DeployOps.Engine.Compose;
using DeployOps.Engine.Compose.Model;
using DeployOps.Engine.Compose.Model.Services;
using DeployOps.Engine.Compose.Model.Yaml;
using DeployOps.Engine.EnvFiles;
using DeployOps.Engine.Project;

namespace DeployOps.Engine.Checks.Compose.Facts;

/// <summary>The compose files, read without docker.</summary>
public sealed class ComposeFact : IFact<ComposeFact>
{
    private readonly Lazy<IReadOnlyDictionary<string, ServiceRole>> _roles;

    /// <summary>Makes the fact of a model that was read.</summary>
    public ComposeFact(DeployProject project, ComposeInputs inputs, ComposeModel model)
    {
        Project = project;
        Inputs = inputs;
        Model = model;
        _roles = new Lazy<IReadOnlyDictionary<string, ServiceRole>>(() => ServiceRoles.Of(model, project.Compose));
    }

    /// <summary>The project.</summary>
    public DeployProject Project { get; }

    /// <summary>What compose is given.</summary>
    public ComposeInputs Inputs { get; }

    /// <summary>The files as one.</summary>
    public ComposeModel Model { get; }

    /// <summary>What a service is for, as far as its image, its name and the project say.</summary>
    public ServiceRole RoleOf(ComposeService service) => _roles.Value.GetValueOrDefault(service.Name);

    /// <summary>A file as findings show it.</summary>
    public string FileOf(SourceLine place) => Project.RelativePath(place.File.Path);

    /// <summary>
    /// The name of a variable as findings show it. One without braces may be a piece of a literal value that holds a dollar, and is
    /// shown only when the environment files know it.
    /// </summary>
    public string NameOf(ComposeTemplateVariable variable) =>
        EnvKeys.IsUsual(variable.Name) && (variable.IsBraced || Inputs.EnvFiles.Values.ContainsKey(variable.Name)) ? variable.Name : EnvKeys.Hidden;

    /// <inheritdoc/>
    public static async Task<ComposeFact> GatherAsync(CheckContext context, CancellationToken cancellationToken)
    {
        var reading = await context.FactAsync<ComposeReadingFact>(cancellationToken).ConfigureAwait(false);
        if (reading is { Inputs: { } inputs, Model: { } model })
        {
            return new ComposeFact(context.Project, inputs, model);
        }

        throw new FactUnavailableException(
            FindingStatus.Blocked,
            reading.Inputs is null ? "not looked at, because an environment file cannot be read" : "not looked at, because the compose files cannot be read (COM002)",
            reading.Inputs is null ? reading.Failure!.RecommendedAction : "Mend what COM002 names, then run again.",
            reading.Failure);
    }
}
