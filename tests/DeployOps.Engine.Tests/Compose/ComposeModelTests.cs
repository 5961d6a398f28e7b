using DeployOps.Engine.Compose.Model.Yaml;
using Xunit;

namespace DeployOps.Engine.Tests.Compose;

public sealed class ComposeModelTests
{
    [Fact]
    public void Every_property_keeps_its_file_and_line_through_merge_extends_and_include()
    {
        using var compose = new ComposeText();
        compose.Write("inc/part.yml", "services:\n  included:\n    image: inc:1\n");
        compose.Write("base.yml", "services:\n  parent:\n    image: base:1\n    restart: always\n");
        var first = compose.Write("one.yml", "include: [inc/part.yml]\nservices:\n  web:\n    extends: { file: base.yml, service: parent }\n    image: one:1\n    environment:\n      A: '1'\n");
        var second = compose.Write("two.yml", "services:\n  web:\n    environment:\n      B: '2'\n    hostname: h\n");

        var model = ComposeText.Read(first, second);

        var web = model.Service("web")!;
        string Place(SourceLine place) => $"{Path.GetFileName(place.File.Path)}:{place.Line}";
        Assert.Equal("one.yml:5", Place(web.Image!.Source));
        Assert.Equal("base.yml:4", Place(web.Restart!.Source));
        Assert.Equal("two.yml:5", Place(web.LineOf("hostname")));
        Assert.Equal(["one.yml:7", "two.yml:4"], web.Environment.Select(variable => Place(variable.Source)));
        Assert.Equal("one.yml:3", Place(web.Source));
        Assert.Equal("part.yml:3", Place(model.Service("included")!.Image!.Source));
        Assert.Equal(["one.yml", "base.yml", "part.yml", "two.yml"], model.Files.Select(file => Path.GetFileName(file.Path)));
    }

    [Fact]
    public void Variables_are_remembered_and_missing_ones_are_no_failure()
    {
        using var compose = new ComposeText();

        var model = compose.ReadText("services:\n  a:\n    image: \"x:${TAG}\"\n    hostname: ${NONE}\n    user: ${NEEDED:?message}\n    command: 'pa$WORD'\n");

        Assert.Equal(["TAG", "NONE", "NEEDED", "WORD"], model.VariableUses.Select(use => use.Variable.Name));
        Assert.Equal([true, false, false, false], model.VariableUses.Select(use => use.IsSet));
        Assert.False(model.VariableUses[^1].Variable.IsBraced);
        var problem = Assert.Single(model.Problems);
        Assert.Equal((ComposeProblemKind.RequiredVariableMissing, "NEEDED", 5), (problem.Kind, problem.Subject, problem.Source.Line));
        Assert.Equal(("x:${TAG}", "x:1"), (model.Services[0].Image!.Template, model.Services[0].Image!.Text));
    }

    [Fact]
    public void Values_do_not_print_themselves()
    {
        using var compose = new ComposeText();

        var model = compose.ReadText("services:\n  a:\n    image: x\n    environment: { PASSWORD: hidden-value, OTHER: 'x${Y:-hidden-value}' }\n    healthcheck: { test: [CMD, hidden-value] }\n    ports: ['80:80']\n");

        var service = model.Services[0];
        object[] all = [model, service, .. service.Environment, .. service.Environment.Select(variable => variable.Value!), service.Healthcheck!, service.Node, service.Healthcheck!.Test[1], .. model.VariableUses, .. model.VariableUses.Select(use => use.Variable)];
        Assert.All(all, one => Assert.DoesNotContain("hidden-value", one.ToString(), StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("a${B:-c}d", "B|:-|c")]
    [InlineData("$$A $B ${C}", "B||;C||")]
    [InlineData("${A:-${B:?x}}", "A|:-|${B:?x};B|:?|x")]
    [InlineData("${A-}${B+y}", "A|-|;B|+|y")]
    [InlineData("${}, ${1}, $1, $", "")]
    public void Templates_are_taken_apart(string template, string wanted) =>
        Assert.Equal(wanted, string.Join(';', ComposeTemplate.Variables(template).Select(variable => $"{variable.Name}|{variable.Operator}|{variable.Argument}")));
}
