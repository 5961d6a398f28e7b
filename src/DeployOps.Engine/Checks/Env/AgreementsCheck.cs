using DeployOps.Engine.Checks.Env.Reading;

namespace DeployOps.Engine.Checks.Env;

/// <summary>Values that several services must share are the same everywhere (seed 001: queue name, channel, database).</summary>
public sealed class AgreementsCheck : EnvCheck
{
    /// <inheritdoc/>
    public override CheckDescriptor Descriptor { get; } = new(
        "ENV015", "Values that must agree between files are the same", CheckFamily.Env, Severity.P0, "CH1", "seed 001, apps/worker/.env");

    internal override IEnumerable<Finding> Look(EnvFilesFact files, CheckContext context)
    {
        if (context.Project.Env.Agree.Count == 0)
        {
            yield return NotApplicable("the project names no values that must agree (env.agree in deployops.yml)");
        }

        var agreements = context.Project.Env.Agree
            .Select(agreement => (agreement.Name, Places: agreement.Members.Select(member => EnvPlace.Find(member, files, context.Project)).ToList()))
            .ToList();
        if (agreements.Count > 0 && agreements.All(agreement => agreement.Places.TrueForAll(place => place.IsLeftOut)))
        {
            yield return NotApplicable("no value of these files has to agree with another");
        }

        foreach (var (name, places) in agreements.Where(agreement => !agreement.Places.TrueForAll(place => place.IsLeftOut)))
        {
            foreach (var lost in places.Where(place => place.Value is null))
            {
                yield return Fail(name, $"{lost.Text}: {lost.Problem}", "Set the value there, or correct the place in env.agree of deployops.yml.", lost.File?.Name, lost.Entry?.Line);
            }

            var known = places.Where(place => place.Value is not null).ToList();
            foreach (var other in known.Skip(1).Where(place => !string.Equals(known[0].Value, place.Value, StringComparison.Ordinal)))
            {
                yield return Fail(name, $"{other.Text} differs from {known[0].Text}", "Give both the same value.", other.File!.Name, other.Entry!.Line);
            }
        }
    }
}
