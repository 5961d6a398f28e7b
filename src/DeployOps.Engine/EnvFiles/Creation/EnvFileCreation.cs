using System.Text;
using DeployOps.Engine.Files;

namespace DeployOps.Engine.EnvFiles.Creation;

/// <summary>
/// Makes a production env file from its sample: secrets generated, known values set, the given values expanded, the rest left
/// empty and named. An existing file is never overwritten; with Merge it gets its missing keys appended.
/// </summary>
/// <param name="writer">Writes the file for its owner only.</param>
public sealed class EnvFileCreation(IPrivateFileWriter writer)
{
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>Makes or completes the file.</summary>
    /// <param name="options">What to do.</param>
    /// <returns>What became of each key; no values.</returns>
    /// <exception cref="EnvFileExistsException">The file exists and Merge is not asked for.</exception>
    /// <exception cref="EnvFileMissingException">There is no sample.</exception>
    /// <exception cref="EnvFileFormatException">The sample, or the file to complete, is not a valid env file.</exception>
    /// <exception cref="EnvFileEncodingException">The sample, or the file to complete, is not UTF-8.</exception>
    /// <exception cref="EnvTemplateException">A given value cannot be used.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The length asked for secrets is too small.</exception>
    public EnvFileCreationResult Run(EnvFileCreationOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentOutOfRangeException.ThrowIfLessThan(options.SecretLength, EnvFileCreationOptions.ShortestSecret, nameof(options));
        var sample = ReadSample(options.SamplePath);
        if (!Exists(options.TargetPath))
        {
            return Create(options, sample);
        }

        return options.Merge ? Complete(options, sample) : throw new EnvFileExistsException(options.TargetPath);
    }

    private EnvFileCreationResult Create(EnvFileCreationOptions options, EnvSample sample)
    {
        var plan = new EnvValuePlan(options, sample, new Dictionary<string, string>());
        var text = EnvFileTemplate.Render(sample.Text.TrimStart('\uFEFF'), (key, _) => plan.ValueOf(key));
        if (!options.WhatIf)
        {
            try
            {
                writer.Create(options.TargetPath, Utf8.GetBytes(text));
            }
            catch (IOException exception) when (Exists(options.TargetPath))
            {
                throw new EnvFileExistsException(options.TargetPath, exception);
            }
        }

        return new EnvFileCreationResult(options.TargetPath, !options.WhatIf, [.. Outcomes(sample, plan, [])]);
    }

    private EnvFileCreationResult Complete(EnvFileCreationOptions options, EnvSample sample)
    {
        var bytes = EnvFileReader.ReadBytes(options.TargetPath);
        var existingText = EnvFileReader.Decode(options.TargetPath, bytes);
        var existing = Parse(options.TargetPath, existingText);
        var plan = new EnvValuePlan(options, sample, ReadValues(options.TargetPath, existingText));
        var addition = EnvFileTemplate.Addition(existingText, sample.Text, (key, _) => plan.ValueOf(key));
        var writes = addition.Length > 0 && !options.WhatIf;
        if (writes)
        {
            writer.Replace(options.TargetPath, [.. bytes, .. Utf8.GetBytes(addition)]);
        }

        return new EnvFileCreationResult(options.TargetPath, writes, [.. Outcomes(sample, plan, [.. existing.Keys.Select(key => key.Key)])]);
    }

    private static IEnumerable<EnvKeyOutcome> Outcomes(EnvSample sample, EnvValuePlan plan, IReadOnlyList<string> existing)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var key in existing.Where(seen.Add))
        {
            yield return new EnvKeyOutcome(key, EnvValueOrigin.Kept);
        }

        foreach (var key in sample.Keys.Where(key => seen.Add(key.Key)))
        {
            yield return new EnvKeyOutcome(key.Key, plan.OriginOf(key));
        }
    }

    private static IReadOnlyDictionary<string, string> ReadValues(string path, string text)
    {
        try
        {
            return EnvFile.Parse(text, Environment.GetEnvironmentVariable).Values;
        }
        catch (EnvFileFormatException exception)
        {
            throw exception.In(path);
        }
    }

    private static EnvSample ReadSample(string path) => Parse(path, EnvFileReader.ReadText(path));

    private static EnvSample Parse(string path, string text)
    {
        try
        {
            return EnvSample.Parse(text);
        }
        catch (EnvFileFormatException exception)
        {
            throw exception.In(path);
        }
    }

    // A link that leads nowhere is something too, and creating through it would write in an unknown place.
    private static bool Exists(string path) => Path.Exists(path) || new FileInfo(path).LinkTarget is not null;
}
