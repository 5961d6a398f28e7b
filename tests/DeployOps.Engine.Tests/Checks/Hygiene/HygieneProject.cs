using DeployOps.Engine.Checks;
using DeployOps.Engine.Checks.Hygiene;
using DeployOps.Engine.Project;
using DeployOps.Engine.Tests.Repository;
using Xunit;

namespace DeployOps.Engine.Tests.Checks.Hygiene;

/// <summary>A clean project in a repository of its own, which a test makes dirty in one place.</summary>
internal sealed class HygieneProject : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public HygieneProject(string configuration = "")
    {
        GitCommand.Initialise(_folder.Root);
        Write("deployops.yml", "name: shop\n" + configuration);
        Write("docker-compose.prod.yml", "services:\n  backend:\n    image: shop-backend:${TAG:?needed}\n    build: ./backend\n  db:\n    image: postgres:17\n");
        Write(".env.sample", "POSTGRES_PASSWORD=\nDATABASE_URL=\n");
        Write(".gitignore", ".env\n.env.*\n!.env.sample\n*.pem\n*.key\n*.pfx\n__pycache__/\n.pytest_cache/\npytest-cache-*/\n");
        Write("backend/Dockerfile", "FROM scratch\nCOPY . /app/\n");
        Write("backend/.dockerignore", "**/*.md\n**/docs\n**/tests\n**/.git\n**/.env*\n**/*.pem\n**/*.key\n**/*.pfx\n**/__pycache__\n**/.pytest_cache\n**/pytest-cache-*\n");
        Write("backend/main.py", "from fastapi import FastAPI\npassword = os.environ['POSTGRES_PASSWORD']\n");
        Write("backend/docs/guide.md", "# guide\n");
        Write("backend/neo4j_client.py", "logger.info('connected')\n");
    }

    public string Root => _folder.Root;

    public void Dispose() => _folder.Dispose();

    public HygieneProject Write(string name, string text)
    {
        _folder.Write(name, text);
        return this;
    }

    public HygieneProject Write(string name, byte[] content)
    {
        _folder.Write(name, content);
        return this;
    }

    public HygieneProject Without(string name)
    {
        File.Delete(_folder[name]);
        return this;
    }

    public HygieneProject Replace(string name, string old, string by)
    {
        var text = File.ReadAllText(_folder[name]);
        Assert.Contains(old, text, StringComparison.Ordinal);
        return Write(name, text.Replace(old, by, StringComparison.Ordinal));
    }

    public Task<List<Finding>> RunAsync(string id, Action<CheckContext>? prepare = null, bool commit = true)
    {
        if (commit)
        {
            GitCommand.Commit(Root);
        }

        return RunAsync(ProjectReader.Find(Root), id, prepare);
    }

    public static async Task<List<Finding>> RunAsync(DeployProject project, string id, Action<CheckContext>? prepare = null)
    {
        var context = new CheckContext(project) { Tag = "2026.11.20", ProcessEnvironment = _ => null };
        prepare?.Invoke(context);
        var findings = new List<Finding>();
        await foreach (var (_, finding) in CheckRunner.RunAsync([HygieneChecks.All.Single(check => check.Descriptor.Id == id)], context, new CheckRunOptions(), default))
        {
            if (finding is not null)
            {
                findings.Add(finding);
            }
        }

        return findings;
    }
}
