using System.Runtime.Versioning;
using System.Security.AccessControl;
using System.Security.Principal;

namespace DeployOps.Engine.Files.Permissions;

/// <summary>Windows access lists.</summary>
[SupportedOSPlatform("windows")]
public sealed class WindowsFilePermissions : IFilePermissions
{
    private const string WhenRestricted = "owner, SYSTEM and Administrators only, nothing inherited";

    private const FileSystemRights Changing = FileSystemRights.WriteData | FileSystemRights.AppendData | FileSystemRights.Delete
        | FileSystemRights.ChangePermissions | FileSystemRights.TakeOwnership;

    /// <inheritdoc/>
    public FilePermissionState Read(string path)
    {
        var target = Target(path);
        return Guard(target, () =>
        {
            var security = new FileInfo(target).GetAccessControl(AccessControlSections.Access | AccessControlSections.Owner);
            var owner = security.GetOwner(typeof(SecurityIdentifier))?.Value ?? "";
            var entries = Entries(security);
            return new FilePermissionState
            {
                Path = path,
                Target = target,
                Rights = entries is null
                    ? "no access list"
                    : string.Join(", ", entries.Select(entry => entry.Account).Distinct(StringComparer.OrdinalIgnoreCase)) + (security.AreAccessRulesProtected ? "" : " (inheriting)"),
                RightsWhenRestricted = WhenRestricted,
                Weaknesses = [.. WindowsAccess.Weaknesses(entries, owner, Caller().Value)],
            };
        });
    }

    /// <inheritdoc/>
    public void RestrictToOwner(string path)
    {
        var target = Target(path);
        Guard(target, () =>
        {
            var file = new FileInfo(target);
            var owner = file.GetAccessControl(AccessControlSections.Owner).GetOwner(typeof(SecurityIdentifier)) as SecurityIdentifier;
            var security = new FileSecurity();
            security.SetAccessRuleProtection(isProtected: true, preserveInheritance: false);
            SecurityIdentifier[] allowed = [Caller(), new(WindowsAccess.LocalSystem), new(WindowsAccess.Administrators), .. owner is null ? Array.Empty<SecurityIdentifier>() : [owner]];
            foreach (var account in allowed.Distinct())
            {
                security.AddAccessRule(new FileSystemAccessRule(account, FileSystemRights.FullControl, AccessControlType.Allow));
            }

            file.SetAccessControl(security);
            return true;
        });
    }

    private static List<WindowsAccessEntry>? Entries(FileSecurity security)
    {
        // A list that is not there lets everyone in; an empty one lets nobody in.
        var descriptor = new RawSecurityDescriptor(security.GetSecurityDescriptorBinaryForm(), 0);
        if (descriptor.DiscretionaryAcl is null)
        {
            return null;
        }

        return
        [
            .. security.GetAccessRules(includeExplicit: true, includeInherited: true, typeof(SecurityIdentifier))
                .Cast<FileSystemAccessRule>()
                .Where(rule => rule.AccessControlType == AccessControlType.Allow && !rule.PropagationFlags.HasFlag(PropagationFlags.InheritOnly))
                .Select(rule => new WindowsAccessEntry(
                    rule.IdentityReference.Value,
                    NameOf((SecurityIdentifier)rule.IdentityReference),
                    rule.FileSystemRights.HasFlag(FileSystemRights.ReadData),
                    (rule.FileSystemRights & Changing) != 0,
                    rule.IsInherited)),
        ];
    }

    private static string NameOf(SecurityIdentifier account)
    {
        try
        {
            return account.Translate(typeof(NTAccount)).Value;
        }
        catch (Exception failure) when (failure is IdentityNotMappedException or SystemException)
        {
            // An account of another domain, or one that is gone: its identifier is all there is.
            return account.Value;
        }
    }

    private static SecurityIdentifier Caller()
    {
        using var identity = WindowsIdentity.GetCurrent();
        return identity.User ?? new SecurityIdentifier(WindowsAccess.LocalSystem);
    }

    private static string Target(string path)
    {
        var target = FilePermissions.FinalTarget(path);
        return Directory.Exists(target) ? throw new NotARegularFileException(target, "a folder") : target;
    }

    private static TResult Guard<TResult>(string target, Func<TResult> act)
    {
        try
        {
            return act();
        }
        catch (FileNotFoundException failure)
        {
            throw new ProtectedFileNotFoundException(target, failure);
        }
        catch (Exception failure) when (failure is UnauthorizedAccessException or IOException or PrivilegeNotHeldException or InvalidOperationException)
        {
            throw new FileProtectionRefusedException(target, failure);
        }
    }
}
