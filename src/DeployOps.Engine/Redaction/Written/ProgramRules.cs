namespace DeployOps.Engine.Redaction.Written;

/// <summary>The programs whose options with secrets have names that tell nothing: <c>-p</c> is a port, a folder or a password.</summary>
internal static class ProgramRules
{
    /// <summary>Programs that run or reach others: a number behind their <c>-p</c> is a port, though a name like that of another program stands before.</summary>
    public static readonly IReadOnlySet<string> Carriers = new HashSet<string>(StringComparer.Ordinal)
    {
        "docker", "docker-compose", "podman", "nerdctl", "kubectl", "ssh", "scp", "sftp", "rsync", "nc", "ping", "telnet",
    };

    /// <summary>Programs that begin a command in which the name of another is only a word: a folder, a package, a text.</summary>
    public static readonly IReadOnlySet<string> Bystanders = new HashSet<string>(StringComparer.Ordinal)
    {
        "mkdir", "cp", "mv", "ls", "tar", "chown", "chmod", "apt", "apt-get", "apk", "yum", "dnf", "pip", "npm", "cat", "rm", "ps", "grep", "which", "test",
        "install", "useradd", "git", "cd", "addgroup", "adduser", "find", "touch", "ln",
    };

    private static readonly ProgramRule[] All =
    [
        new("mysql*", "mariadb*", "mycli", "7z", "7za", "7zr") { Joined = ["-p"] },
        new("redis-cli", "redis-benchmark", "valkey-cli", "valkey-benchmark", "keydb-cli", "keydb-benchmark") { Options = ["-a"], Joined = ["-a"] },
        new("redis-cli", "valkey-cli", "keydb-cli") { Verb = ["auth"], Place = int.MaxValue },
        new("mongo", "mongod", "mongos", "mongosh", "mongodump", "mongorestore", "mongoexport", "mongoimport", "mongostat", "mongotop", "mongofiles",
            "cypher-shell", "couchbase-cli", "cbbackupmgr", "cqlsh", "rabbitmqadmin", "sshpass", "elasticsearch-users") { Options = ["-p"], Joined = ["-p"] },
        new("sqlcmd", "bcp", "osql", "tsql", "freebcp", "mssql-cli", "mosquitto_pub", "mosquitto_sub", "mosquitto_rr", "zip", "unzip", "ipmitool") { Options = ["-P"], Joined = ["-P"] },
        new("ldapsearch", "ldapadd", "ldapmodify", "ldapdelete", "ldapwhoami", "ldapcompare", "ldapmodrdn", "ldappasswd", "ldapexop") { Options = ["-w"], Joined = ["-w"] },
        new("ldappasswd") { Options = ["-s", "-a"] },
        new("snmpget", "snmpset", "snmpwalk", "snmpbulkwalk") { Options = ["-A", "-X"] },
        new("openssl") { Options = ["-k", "-K"] },
        new("openssl") { Pairs = ["-pass", "-passin", "-passout"] },
        new("curl", "curlie", "etcdctl") { Pairs = ["-u", "-U", "--user", "--proxy-user"] },
        new("ab") { Pairs = ["-A", "-P"] },
        new("http", "https", "xh", "xhs") { Pairs = ["-a", "--auth"] },
        new("smbclient", "rpcclient", "smbget", "winexe") { Pairs = ["-U", "--user"], Divider = '%' },
        new("docker", "podman", "nerdctl", "buildah", "skopeo", "crane", "oras", "helm", "az", "oc") { Verb = ["login"], Options = ["-p"] },
        new("sqlplus", "sqlplus64", "sql", "rman", "exp", "imp", "expdp", "impdp", "sqlldr") { HasPairPlace = true },
        new("mc", "mcli") { Verb = ["alias", "set"], Place = 3 },
        new("mc", "mcli") { Verb = ["config", "host", "add"], Place = 3 },
        new("mc", "mcli") { Verb = ["admin", "user", "add"], Place = 2 },
        new("rabbitmqctl") { Verb = ["add_user"], Place = 1 },
        new("rabbitmqctl") { Verb = ["change_password"], Place = 1 },
        new("rabbitmqctl") { Verb = ["authenticate_user"], Place = 1 },
        new("neo4j-admin") { Verb = ["set-initial-password"], Place = 0 },
        new("vault", "bao") { Verb = ["login"], Place = 0 },
        new("vault", "bao") { Verb = ["operator", "unseal"], Place = 0 },
        new("htpasswd") { LastPlaceWith = 'b' },
    ];

    private static readonly Dictionary<char, ProgramRule[]> ByFirstLetter =
        All.SelectMany(rule => rule.Names.Select(name => (name[0], rule))).Distinct().GroupBy(pair => pair.Item1, pair => pair.rule).ToDictionary(group => group.Key, group => group.ToArray());

    /// <summary>The rules about a program; none for most words.</summary>
    /// <param name="program">Its name.</param>
    public static IEnumerable<ProgramRule> About(string program) =>
        program.Length > 0 && ByFirstLetter.TryGetValue(program[0], out var rules) ? rules.Where(rule => rule.IsAbout(program)) : [];
}
