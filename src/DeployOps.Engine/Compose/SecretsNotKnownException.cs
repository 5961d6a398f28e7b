namespace DeployOps.Engine.Compose;

/// <summary>Something that holds secrets cannot be read: a text would be passed on with them in it.</summary>
public sealed class SecretsNotKnownException : DeployOpsException
{
    internal SecretsNotKnownException(string what, Exception innerException)
        : base(
            "SecretsNotKnown",
            FailureKind.InvalidData,
            $"{what}, so that its secrets, and those of the files that it names, would not be masked.",
            "Mend that, or name the environment files that hold the secrets of this text with --env-file (-EnvFile).",
            innerException)
    {
    }
}
