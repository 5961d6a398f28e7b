using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using DeployOps.Engine.Backups.Encryption;
using DeployOps.Engine.Backups.Sets;
using DeployOps.Engine.Project;
using DeployOps.Engine.Project.Sections;
using Xunit;

namespace DeployOps.Engine.Tests.Backups.Encryption;

public sealed class SetCiphersTests : IDisposable
{
    private const string Passphrase = "correct horse battery";
    private const string KeyPassphrase = "another secret text";
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("deployops-cipher-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public void Nothing_named_means_nothing_encrypted()
    {
        Assert.Null(SetCiphers.ForWriting(Project(new()), _ => null));
        Assert.Null(SetCiphers.ForReading(null, Project(new() { PassphraseVariable = "P" }), _ => null));
    }

    [Fact]
    public void A_passphrase_from_the_variable_writes_and_reads()
    {
        var project = Project(new() { PassphraseVariable = "P" });
        var writer = SetCiphers.ForWriting(project, Lookup)!;
        var file = EncryptedFile.Write(writer, [1, 2, 3]);

        Assert.Equal(new EncryptionRecord("passphrase", "P"), writer.Record);
        Assert.Equal([1, 2, 3], EncryptedFile.Read(SetCiphers.ForReading(writer.Record, project, Lookup)!, file));
        Assert.Equal([1, 2, 3], EncryptedFile.Read(SetCiphers.ForReading(new("passphrase", "GONE"), project, Lookup)!, file));
    }

    [Fact]
    public void A_missing_or_short_passphrase_is_named_and_not_shown()
    {
        var project = Project(new() { PassphraseVariable = "P" });

        Assert.Equal("P", Assert.Throws<BackupPassphraseMissingException>(() => SetCiphers.ForWriting(project, _ => "")).Variable);
        Assert.Throws<BackupPassphraseMissingException>(() => SetCiphers.ForReading(new("passphrase", "P"), project, _ => null));
        var tooShort = Assert.Throws<BackupPassphraseUnusableException>(() => SetCiphers.ForWriting(project, _ => "elevenchars"));
        Assert.DoesNotContain("elevenchars", tooShort.ToString(), StringComparison.Ordinal);
        Assert.Throws<BackupPassphraseUnusableException>(() => SetCiphers.ForWriting(project, _ => "half a character \ud800"));
    }

    [Fact]
    public void Settings_that_contradict_each_other_are_refused()
    {
        Assert.Throws<BackupEncryptionSettingsException>(() => SetCiphers.ForWriting(Project(new() { PassphraseVariable = "P", Certificate = "c" }), Lookup));
        Assert.Throws<BackupEncryptionSettingsException>(() => SetCiphers.ForWriting(Project(new() { PassphraseVariable = "P", PrivateKey = "k" }), Lookup));
        Assert.Throws<BackupEncryptionSettingsException>(() => SetCiphers.ForReading(new("rot13", ""), Project(new()), Lookup));
    }

    [Theory]
    [InlineData("pem")]
    [InlineData("der")]
    [InlineData("pem with key")]
    [InlineData("encrypted key")]
    [InlineData("pkcs12")]
    public void Every_kind_of_certificate_file_writes_and_reads(string kind)
    {
        using var certificate = Certificate();
        var project = Project(Files(certificate, kind));

        var writer = SetCiphers.ForWriting(project, Lookup)!;
        var file = EncryptedFile.Write(writer, EncryptedFile.Content(70_000));

        Assert.Equal(new EncryptionRecord("certificate", certificate.Thumbprint), writer.Record);
        Assert.Equal(EncryptedFile.Content(70_000), EncryptedFile.Read(SetCiphers.ForReading(writer.Record, project, Lookup)!, file));
        Assert.Throws<BackupPrivateKeyException>(() => EncryptedFile.Read(writer, file));
    }

    [Fact]
    public void A_flipped_bit_in_any_byte_of_the_envelope_is_refused()
    {
        using var certificate = Certificate();
        var cipher = new CertificateCipher(certificate, certificate.GetRSAPrivateKey());
        var file = EncryptedFile.Write(cipher, [1, 2, 3]);

        for (var position = 0; position < file.Length; position++)
        {
            var damaged = file.ToArray();
            damaged[position] ^= (byte)(1 << (position % 8));
            Assert.IsType<DeployOpsException>(Xunit.Record.Exception(() => EncryptedFile.Read(cipher, damaged)), exactMatch: false);
        }
    }

    [Fact]
    public void Another_certificate_is_refused()
    {
        using var certificate = Certificate();
        using var other = Certificate();
        var file = EncryptedFile.Write(new CertificateCipher(certificate, null), [1, 2, 3]);
        var project = Project(Files(other, "pem with key"));

        Assert.Throws<BackupKeyWrongException>(() => EncryptedFile.Read(new CertificateCipher(other, other.GetRSAPrivateKey()), file));
        Assert.Throws<BackupCertificateMissingException>(() => SetCiphers.ForReading(new("certificate", certificate.Thumbprint), project, Lookup));
    }

    [Fact]
    public void A_key_that_is_missing_wrong_or_locked_is_named()
    {
        using var certificate = Certificate();
        using var other = Certificate();
        var record = new EncryptionRecord("certificate", certificate.Thumbprint);
        var publicOnly = Files(certificate, "pem");
        var locked = Files(certificate, "encrypted key");
        File.WriteAllText(Path.Combine(_folder.FullName, "other.key"), other.GetRSAPrivateKey()!.ExportPkcs8PrivateKeyPem());

        Assert.Throws<BackupPrivateKeyException>(() => SetCiphers.ForReading(record, Project(publicOnly with { PrivateKey = null }), Lookup));
        Assert.Throws<BackupPrivateKeyException>(() => SetCiphers.ForReading(record, Project(publicOnly with { PrivateKey = "gone.key" }), Lookup));
        Assert.Throws<BackupPrivateKeyException>(() => SetCiphers.ForReading(record, Project(publicOnly with { PrivateKey = "other.key" }), Lookup));
        Assert.Throws<BackupPrivateKeyException>(() => SetCiphers.ForReading(record, Project(locked with { PrivateKeyVariable = null }), Lookup));
        var wrong = Assert.Throws<BackupPrivateKeyException>(() => SetCiphers.ForReading(record, Project(locked with { PrivateKeyVariable = "P" }), Lookup));
        Assert.DoesNotContain(Passphrase, wrong.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void An_expired_certificate_reads_and_does_not_write()
    {
        using var certificate = Certificate(until: DateTimeOffset.UtcNow.AddDays(-1));
        var project = Project(Files(certificate, "pem with key"));
        var file = EncryptedFile.Write(new CertificateCipher(certificate, null), [1, 2, 3]);

        Assert.Contains("expired", Assert.Throws<BackupCertificateUnusableException>(() => SetCiphers.ForWriting(project, Lookup)).Message, StringComparison.Ordinal);
        Assert.Equal([1, 2, 3], EncryptedFile.Read(SetCiphers.ForReading(new("certificate", certificate.Thumbprint), project, Lookup)!, file));
    }

    [Fact]
    public void A_certificate_that_is_not_there_too_weak_of_another_kind_or_none_is_named()
    {
        using var weak = Certificate(bits: 1024);
        using var curve = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using var elliptic = new CertificateRequest("CN=ec", curve, HashAlgorithmName.SHA256).CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-2), DateTimeOffset.UtcNow.AddDays(2));
        File.WriteAllText(Path.Combine(_folder.FullName, "text.crt"), "no certificate");
        File.WriteAllText(Path.Combine(_folder.FullName, "ec.crt"), elliptic.ExportCertificatePem());

        Assert.Throws<BackupCertificateMissingException>(() => SetCiphers.ForWriting(Project(new() { Certificate = "gone.crt" }), Lookup));
        Assert.Throws<BackupCertificateMissingException>(() => SetCiphers.ForWriting(Project(new() { Certificate = new string('A', 40) }), Lookup));
        Assert.Throws<BackupCertificateUnusableException>(() => SetCiphers.ForWriting(Project(new() { Certificate = "text.crt" }), Lookup));
        Assert.Contains("1024", Assert.Throws<BackupCertificateUnusableException>(() => SetCiphers.ForWriting(Project(Files(weak, "pem")), Lookup)).Message, StringComparison.Ordinal);
        Assert.Contains("RSA", Assert.Throws<BackupCertificateUnusableException>(() => SetCiphers.ForWriting(Project(new() { Certificate = "ec.crt" }), Lookup)).Message, StringComparison.Ordinal);
    }

    private static string? Lookup(string name) => name switch
    {
        "P" => Passphrase,
        "K" => KeyPassphrase,
        _ => null,
    };

    private static X509Certificate2 Certificate(DateTimeOffset? until = null, int bits = 2048)
    {
        using var key = RSA.Create(bits);
        return new CertificateRequest("CN=backup", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1)
            .CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-30), until ?? DateTimeOffset.UtcNow.AddDays(30));
    }

    private DeployProject Project(BackupEncryptionSettings settings) =>
        new() { Root = _folder.FullName, Name = "shop", Backup = new BackupSettings { Encryption = settings } };

    private BackupEncryptionSettings Files(X509Certificate2 certificate, string kind)
    {
        var key = certificate.GetRSAPrivateKey()!;
        Write("backup.key", key.ExportPkcs8PrivateKeyPem());
        Write("locked.key", key.ExportEncryptedPkcs8PrivateKeyPem(KeyPassphrase, new PbeParameters(PbeEncryptionAlgorithm.Aes256Cbc, HashAlgorithmName.SHA256, 1_000)));
        Write("backup.crt", certificate.ExportCertificatePem());
        Write("both.pem", $"{key.ExportPkcs8PrivateKeyPem()}\n{certificate.ExportCertificatePem()}\n");
        File.WriteAllBytes(Path.Combine(_folder.FullName, "backup.der"), certificate.Export(X509ContentType.Cert));
        File.WriteAllBytes(Path.Combine(_folder.FullName, "backup.pfx"), certificate.Export(X509ContentType.Pkcs12, KeyPassphrase));
        return kind switch
        {
            "pem" => new() { Certificate = "backup.crt", PrivateKey = "backup.key" },
            "der" => new() { Certificate = "backup.der", PrivateKey = "backup.key" },
            "pem with key" => new() { Certificate = "both.pem" },
            "encrypted key" => new() { Certificate = "backup.crt", PrivateKey = "locked.key", PrivateKeyVariable = "K" },
            _ => new() { Certificate = "backup.pfx", PrivateKeyVariable = "K" },
        };
    }

    private void Write(string name, string text) => File.WriteAllText(Path.Combine(_folder.FullName, name), text);
}
