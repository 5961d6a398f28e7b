using DeployOps.Engine.Backups;
using DeployOps.Engine.Backups.Rehearsal;
using DeployOps.Engine.Backups.Sets;
using DeployOps.Engine.Compose.Stacks;
using DeployOps.Engine.DataStores;
using DeployOps.Engine.Project;

namespace DeployOps.Integration.Tests.Backups.Rehearsal;

/// <summary>Another process that starts throwaway engines, and is killed.</summary>
internal static class ProofProgram
{
    /// <summary>Starts an engine of each kind that is named, says so, and waits.</summary>
    public static async Task<int> RunAsync(string root, IEnumerable<string> kinds)
    {
        var project = ProjectReader.FindOrBare(root);
        var stores = await ProjectStores.FindAsync(project, StackEngine.OfThisMachine, ProcessVariables.All(), CancellationToken.None);
        var engines = new ThrowawayEngines(project, new BackupPorts(), static text => text);
        foreach (var kind in kinds)
        {
            var words = kind.Split(':');
            var record = new StoreRecord { Kind = Enum.Parse<DataStoreKind>(words[0]), Source = "test", Service = words.Length > 1 ? words[1] : null };
            var engine = await engines.StartAsync(record, stores, CancellationToken.None);
            Console.WriteLine($"{engine.Description} {engine.Access.Endpoint}");
        }

        await Task.Delay(Timeout.Infinite);
        return 0;
    }
}
