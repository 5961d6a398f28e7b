namespace DeployOps.Engine.Releases.Diagnosis;

/// <summary>The kinds of cause that a diagnosis can name, as they stand in <see cref="ProbableCause.Cause"/>.</summary>
public static class DiagnosisCause
{
    /// <summary>A port that is to be published, or listened on, belongs to another program.</summary>
    public const string PortTaken = nameof(PortTaken);

    /// <summary>It asked for more memory than it may have, or than there is.</summary>
    public const string OutOfMemory = nameof(OutOfMemory);

    /// <summary>An environment variable that it needs is not set, or is empty.</summary>
    public const string MissingVariable = nameof(MissingVariable);

    /// <summary>A password, a token or a user name was refused by what it talks to.</summary>
    public const string BadCredentials = nameof(BadCredentials);

    /// <summary>It cannot reach what it needs: the name is not known, or nobody listens.</summary>
    public const string DependencyUnreachable = nameof(DependencyUnreachable);

    /// <summary>A service that holds data does not run, and nothing more exact is known.</summary>
    public const string DatabaseDown = nameof(DatabaseDown);

    /// <summary>The database server works and has no database of this name.</summary>
    public const string DatabaseMissing = nameof(DatabaseMissing);

    /// <summary>The data on disk belongs to another version of the server, or is damaged.</summary>
    public const string DataUnusable = nameof(DataUnusable);

    /// <summary>The server takes no further connection.</summary>
    public const string TooManyConnections = nameof(TooManyConnections);

    /// <summary>The migration of the database did not go through.</summary>
    public const string MigrationFailed = nameof(MigrationFailed);

    /// <summary>The program to run is not in the image, may not be executed, or is made for another processor.</summary>
    public const string CommandNotFound = nameof(CommandNotFound);

    /// <summary>A module or a library that the program loads is not in the image.</summary>
    public const string ModuleMissing = nameof(ModuleMissing);

    /// <summary>A file is not there, may not be read or written, or its file system is read-only.</summary>
    public const string FileOrPermission = nameof(FileOrPermission);

    /// <summary>The disk, or a volume, is full.</summary>
    public const string DiskFull = nameof(DiskFull);

    /// <summary>The image is neither on this machine nor to be had from its registry.</summary>
    public const string ImageMissing = nameof(ImageMissing);

    /// <summary>The image could not be built.</summary>
    public const string BuildFailed = nameof(BuildFailed);

    /// <summary>The container runs and its healthcheck fails.</summary>
    public const string HealthcheckFails = nameof(HealthcheckFails);

    /// <summary>The healthcheck calls a program that the image does not have.</summary>
    public const string HealthcheckCommandMissing = nameof(HealthcheckCommandMissing);

    /// <summary>It ended with an error of its own.</summary>
    public const string CrashAtStart = nameof(CrashAtStart);

    /// <summary>It touched memory that is not its own (signal 11).</summary>
    public const string SegmentationFault = nameof(SegmentationFault);

    /// <summary>It was ended by a signal from outside, such as 9.</summary>
    public const string KilledBySignal = nameof(KilledBySignal);

    /// <summary>Somebody stopped it.</summary>
    public const string Stopped = nameof(Stopped);

    /// <summary>Its container was made and never started, because something else came first.</summary>
    public const string NotStarted = nameof(NotStarted);

    /// <summary>The service has no container.</summary>
    public const string NotCreated = nameof(NotCreated);

    /// <summary>The application is healthy by its own word and answers requests with a server error.</summary>
    public const string BackendAnswers5xx = nameof(BackendAnswers5xx);

    /// <summary>The proxy cannot reach a backend that works: it knows an old address, or a wrong one.</summary>
    public const string StaleUpstream = nameof(StaleUpstream);

    /// <summary>Nobody listens on the port that is published, or that the proxy calls.</summary>
    public const string WrongPort = nameof(WrongPort);

    /// <summary>The proxy works and does not know the path.</summary>
    public const string RouteMissing = nameof(RouteMissing);

    /// <summary>The stack does not answer where it should.</summary>
    public const string NoAnswer = nameof(NoAnswer);

    /// <summary>The application answers 401 or 403.</summary>
    public const string AuthenticationRefused = nameof(AuthenticationRefused);

    /// <summary>A configuration file or a setting is not understood.</summary>
    public const string ConfigurationSyntax = nameof(ConfigurationSyntax);

    /// <summary>A certificate, or its key, is wrong, expired or not trusted.</summary>
    public const string CertificateProblem = nameof(CertificateProblem);

    /// <summary>The clocks of two machines differ.</summary>
    public const string TimeSkew = nameof(TimeSkew);

    /// <summary>A docker network, volume, device or container name is not to be had.</summary>
    public const string ResourceUnavailable = nameof(ResourceUnavailable);
}
