namespace DeployOps.Engine.Backups.Stores.Postgres;

/// <summary>A setting of a database (<c>ALTER DATABASE … SET</c>). Its value may be a secret of the application: it is in the set's file and in no text.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Value">Its value, as the catalogue has it.</param>
internal sealed record DatabaseSetting(string Name, string Value)
{
    public override string ToString() => Name;
}
