using DeployOps.Engine.Checks;
using DeployOps.Engine.EnvFiles.Creation;
using DeployOps.Engine.Preflight;
using DeployOps.Engine.Preflight.Reports;
using Spectre.Console;

namespace DeployOps.Cli.Rendering;

/// <summary>Prints a gate in the wanted format.</summary>
internal abstract class GateOutput
{
    public static GateOutput Create(OutputFormat format, bool quiet, bool showAll) => (quiet, format) switch
    {
        (true, _) => new Silent(),
        (_, OutputFormat.Json) => new Json(),
        (_, OutputFormat.Ndjson) => new Ndjson(),
        _ => new Text(TerminalConsole.Create(), showAll),
    };

    public virtual void Created(IReadOnlyList<EnvFileCreationResult> files)
    {
    }

    public virtual void Head(string project, string? tag)
    {
    }

    public virtual void Finding(Finding finding)
    {
    }

    public virtual void Family(CheckFamily family, IReadOnlyList<Finding> findings)
    {
    }

    public virtual void Report(GateReport report)
    {
    }

    private sealed class Silent : GateOutput;

    private sealed class Json : GateOutput
    {
        public override void Report(GateReport report)
        {
            using var output = Console.OpenStandardOutput();
            JsonReport.Write(output, report);
            output.WriteByte((byte)'\n');
        }
    }

    private sealed class Ndjson : GateOutput
    {
        private readonly Stream _output = Console.OpenStandardOutput();

        public override void Finding(Finding finding)
        {
            JsonReport.WriteLine(_output, finding);
            _output.WriteByte((byte)'\n');
            _output.Flush();
        }

        public override void Report(GateReport report)
        {
            JsonReport.WriteLine(_output, report);
            _output.WriteByte((byte)'\n');
            _output.Flush();
        }
    }

    private sealed class Text(IAnsiConsole console, bool showAll) : GateOutput
    {
        private readonly GateRenderer _renderer = new(console, showAll);

        public override void Created(IReadOnlyList<EnvFileCreationResult> files)
        {
            foreach (var file in files)
            {
                EnvFileCreationText.Write(Console.Out, file);
            }
        }

        public override void Head(string project, string? tag) => _renderer.Head(project, tag);

        public override void Family(CheckFamily family, IReadOnlyList<Finding> findings) => _renderer.Family(family, findings);

        public override void Report(GateReport report) => _renderer.Verdict(report);
    }
}
