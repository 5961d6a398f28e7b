namespace DeployOps.Engine.EnvFiles.Creation;

/// <summary>Why the given values cannot be used.</summary>
public enum EnvTemplateReason
{
    /// <summary>The sample has no such key; most likely it is misspelt.</summary>
    UnknownKey,

    /// <summary>A value refers to a key which neither the sample nor the file has.</summary>
    UnknownReference,

    /// <summary>Values refer to each other in a circle.</summary>
    Circle,
}

/// <summary>A given value cannot be used. The message names the key it was given for, and no more.</summary>
public sealed class EnvTemplateException : DeployOpsException
{
    /// <summary>Makes the exception.</summary>
    /// <param name="key">The key the value was given for.</param>
    /// <param name="reason">What is wrong.</param>
    public EnvTemplateException(string key, EnvTemplateReason reason)
        : base("EnvTemplate", FailureKind.Usage, $"the value given for {EnvKeys.Display(key)}: {Describe(reason)}; nothing was written", "Correct that value.")
    {
        Key = key;
        Reason = reason;
    }

    /// <summary>The key the value was given for.</summary>
    public string Key { get; }

    /// <summary>What is wrong.</summary>
    public EnvTemplateReason Reason { get; }

    private static string Describe(EnvTemplateReason reason) => reason switch
    {
        EnvTemplateReason.UnknownKey => "the sample has no such key",
        EnvTemplateReason.UnknownReference => "it refers to a key that neither the sample nor the file has",
        _ => "it refers to itself, directly or through others",
    };
}
