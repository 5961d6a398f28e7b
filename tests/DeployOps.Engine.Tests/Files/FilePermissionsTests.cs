using System.Diagnostics;
using System.Runtime.Versioning;
using DeployOps.Engine.Files.Permissions;
using DeployOps.Engine.Tests.Repository;
using Xunit;

namespace DeployOps.Engine.Tests.Files;

[UnsupportedOSPlatform("windows")]
public sealed class FilePermissionsTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly UnixFilePermissions _permissions = new();

    [UnixFact]
    public void Modes_of_the_owner_alone_are_private()
    {
        foreach (var mode in new[] { "600", "400", "700", "200", "000" })
        {
            Assert.True(_permissions.Read(FileOf(mode)).HasPrivateRights, mode);
        }
    }

    [UnixFact]
    public void Every_right_of_group_and_others_is_named()
    {
        foreach (var (mode, texts) in new[]
        {
            ("640", new[] { "its group may read it (mode 0640)" }),
            ("660", ["its group may read and change it (mode 0660)"]),
            ("620", ["its group may change it (mode 0620)"]),
            ("604", ["others may read it (mode 0604)"]),
            ("610", ["its group may execute it (mode 0610)"]),
            ("666", ["its group may read and change it (mode 0666)", "others may read and change it (mode 0666)"]),
        })
        {
            Assert.Equal(texts, _permissions.Read(FileOf(mode)).Weaknesses.Select(weakness => weakness.Text));
        }
    }

    [UnixFact]
    public void Of_a_link_the_target_counts_and_is_mended()
    {
        var target = FileOf("644");
        File.CreateSymbolicLink(_folder["one"], target);
        File.CreateSymbolicLink(_folder["two"], "one");

        Assert.Equal(target, _permissions.Read(_folder["two"]).Target);
        Assert.False(_permissions.Read(_folder["two"]).HasPrivateRights);
        _permissions.RestrictToOwner(_folder["two"]);

        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(target));
        Assert.NotNull(new FileInfo(_folder["one"]).LinkTarget);
    }

    [UnixFact]
    public void What_is_no_file_is_refused_without_waiting()
    {
        Run("mkfifo", _folder["pipe"]);
        Directory.CreateDirectory(_folder["folder"]);
        File.CreateSymbolicLink(_folder["nowhere"], "gone");
        File.CreateSymbolicLink(_folder["circle"], "circle");

        Assert.Contains("named pipe", Assert.Throws<NotARegularFileException>(() => _permissions.Read(_folder["pipe"])).Message, StringComparison.Ordinal);
        Assert.Contains("folder", Assert.Throws<NotARegularFileException>(() => _permissions.RestrictToOwner(_folder["folder"])).Message, StringComparison.Ordinal);
        Assert.Contains("device", Assert.Throws<NotARegularFileException>(() => _permissions.Read("/dev/null")).Message, StringComparison.Ordinal);
        Assert.Throws<ProtectedFileNotFoundException>(() => _permissions.Read(_folder["gone"]));
        Assert.Throws<ProtectedFileNotFoundException>(() => _permissions.Read(_folder["nowhere"]));
        Assert.Throws<ProtectedFileNotFoundException>(() => _permissions.Read(_folder["circle"]));
    }

    [UnixFact]
    public void A_folder_that_everyone_writes_into_is_named()
    {
        var file = FileOf("600");
        Run("chmod", "777", _folder.Root);
        Assert.Equal(FileWeaknessKind.Folder, Assert.Single(_permissions.Read(file).Weaknesses).Kind);

        Run("chmod", "1777", _folder.Root);
        Assert.Empty(_permissions.Read(file).Weaknesses);
    }

    [UnixFact]
    public void Another_owner_is_named()
    {
        if (!Environment.IsPrivilegedProcess)
        {
            // Only root can give a file away; the rest of the suite covers what anybody can do.
            return;
        }

        var file = FileOf("600");
        Run("chown", "54321", file);
        var weakness = Assert.Single(_permissions.Read(file).Weaknesses);
        Assert.Equal((FileWeaknessKind.Owner, "another account owns it (user number 54321)"), (weakness.Kind, weakness.Text));

        Run("chown", "54321", _folder.Root);
        Assert.Empty(_permissions.Read(file).Weaknesses);
    }

    [UnixFact]
    public void Protecting_changes_only_what_is_open()
    {
        foreach (var (before, after) in new[] { ("644", "0600"), ("444", "0400"), ("777", "0600"), ("604", "0600"), ("440", "0400") })
        {
            var path = FileOf(before);

            var planned = Assert.Single(ProtectEnvFile.Run(new ProtectEnvFileOptions { Paths = [path], WhatIf = true }));
            Assert.Equal(($"mode 0{before}", $"mode {after}", false), (planned.Before, planned.After, planned.Changed));
            Assert.Equal($"mode 0{before}", _permissions.Read(path).Rights);

            var done = Assert.Single(ProtectEnvFile.Run(new ProtectEnvFileOptions { Paths = [path] }));
            Assert.Equal(($"mode 0{before}", $"mode {after}", true), (done.Before, done.After, done.Changed));

            var again = Assert.Single(ProtectEnvFile.Run(new ProtectEnvFileOptions { Paths = [path] }));
            Assert.Equal(($"mode {after}", $"mode {after}", false), (again.Before, again.After, again.Changed));
        }
    }

    [Fact]
    public void A_file_system_that_forgets_the_mode_is_a_failure_by_name()
    {
        var failure = Assert.Throws<FilePermissionsNotKeptException>(() => ProtectEnvFile.Run(new ProtectEnvFileOptions { Paths = ["/mnt/c/.env"] }, new ForgetfulPermissions()).ToList());

        Assert.Equal(("FilePermissionsNotKept", FailureKind.Environment), (failure.ErrorId, failure.Kind));
        Assert.Contains("mode 0777", failure.Message, StringComparison.Ordinal);
    }

    public void Dispose() => _folder.Dispose();

    private string FileOf(string mode)
    {
        var path = _folder.Write($"file-{Guid.NewGuid():N}", "A=b\n");
        Run("chmod", mode, path);
        return path;
    }

    private static void Run(string program, params string[] arguments)
    {
        using var process = Process.Start(program, arguments);
        process.WaitForExit();
        Assert.Equal(0, process.ExitCode);
    }

    /// <summary>A drive of Windows in WSL without the option metadata: chmod succeeds and nothing changes.</summary>
    private sealed class ForgetfulPermissions : IFilePermissions
    {
        public FilePermissionState Read(string path) => new()
        {
            Path = path,
            Target = path,
            Rights = "mode 0777",
            RightsWhenRestricted = "mode 0600",
            Weaknesses = [new FileWeakness(FileWeaknessKind.Rights, "others may read it")],
        };

        public void RestrictToOwner(string path)
        {
        }
    }
}
