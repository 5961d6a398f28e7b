using DeployOps.Conventions.Tests.Support;
using DeployOps.Engine;
using DeployOps.Engine.Checks;
using Xunit;

namespace DeployOps.Conventions.Tests.Checks;

public sealed class CheckTests
{
    private static readonly CheckDescriptor Good = new("ENV999", "No key is defined twice", CheckFamily.Env, Severity.P0, "RB1 CH2", "The runbook, section 1");
    private static readonly IReadOnlySet<string> Classes = CheckRules.Classes(typeof(ICheck).Assembly.GetTypes()).Select(type => type.Name).ToHashSet();
    private static readonly IReadOnlyDictionary<string, string> Files = SourceTree.CSharp("src/DeployOps.Engine").ToDictionary(file => file, SourceTree.Read);

    [Fact]
    public void Every_check_is_in_the_catalog() => Rule.Holds(CheckRules.Forgotten(CheckRules.Classes(typeof(ICheck).Assembly.GetTypes()), CheckCatalog.All));

    [Fact]
    public void A_forgotten_check_is_caught() =>
        Rule.Catches(CheckRules.Forgotten(CheckRules.Classes([typeof(ForgottenCheck), typeof(Check)]), CheckCatalog.All), nameof(ForgottenCheck));

    [Fact]
    public void Identifiers_are_unique() => Rule.Holds(CheckRules.Twice(CheckCatalog.All.Select(check => check.Descriptor)));

    [Fact]
    public void An_identifier_used_twice_is_caught() => Rule.Catches(CheckRules.Twice([Good, Good with { Title = "Another" }]), "ENV999");

    [Fact]
    public void Every_check_says_what_it_is() => Rule.Holds(CheckCatalog.All.SelectMany(check => CheckRules.Descriptor(check.Descriptor)));

    [Fact]
    public void A_check_that_says_it_badly_is_caught()
    {
        Rule.Catches(CheckRules.Descriptor(Good with { Id = "ENV1" }), "no identifier");
        Rule.Catches(CheckRules.Descriptor(Good with { Id = "COM001" }), "letters of its family");
        Rule.Catches(CheckRules.Descriptor(Good with { Title = "No key is defined twice." }), "no full stop");
        Rule.Catches(CheckRules.Descriptor(Good with { Title = "" }), "title");
        Rule.Catches(CheckRules.Descriptor(Good with { Source = " " }), "comes from");
        Rule.Catches(CheckRules.Descriptor(Good with { Severity = (Severity)9 }), "no severity");
        Rule.Catches(CheckRules.Descriptor(Good with { Row = "RB1, CH2" }), "no rows");
        Rule.Holds(CheckRules.Descriptor(Good with { Row = "" }));
    }

    [Fact]
    public void Every_check_lies_alone_in_a_file_of_its_family() => Rule.Holds(CheckCatalog.All.SelectMany(check => CheckRules.Place(check, Classes, Files)));

    [Fact]
    public void A_check_in_the_wrong_place_is_caught()
    {
        var check = new ForgottenCheck();
        var names = new HashSet<string> { nameof(ForgottenCheck), "OtherCheck" };
        Rule.Catches(CheckRules.Place(check, names, new Dictionary<string, string> { ["src/DeployOps.Engine/Checks/Host/ForgottenCheck.cs"] = "" }), "belongs into");
        Rule.Catches(
            CheckRules.Place(check, names, new Dictionary<string, string> { ["src/DeployOps.Engine/Checks/Env/ForgottenCheck.cs"] = "class ForgottenCheck; class Reading; class OtherCheck;" }),
            "also holds OtherCheck");
    }

    /// <summary>A bad example: a check that no list names.</summary>
    private sealed class ForgottenCheck : ICheck
    {
        public CheckDescriptor Descriptor => Good;

        public IAsyncEnumerable<Finding> RunAsync(CheckContext context, CancellationToken cancellationToken) => AsyncEnumerable.Empty<Finding>();
    }
}
