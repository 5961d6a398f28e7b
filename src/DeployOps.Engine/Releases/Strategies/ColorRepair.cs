using DeployOps.Engine.Compose.Model.Services;

namespace DeployOps.Engine.Releases.Strategies;

/// <summary>Settles what a killed switch left open, by looking at what runs.</summary>
internal sealed class ColorRepair(Colors colors)
{
    /// <summary>Settles it, and says which color is live.</summary>
    public async Task<ColorRecord> RunAsync(CancellationToken cancellationToken)
    {
        var record = colors.Record();
        var look = await colors.LookAsync(cancellationToken).ConfigureAwait(false);
        var live = look.Live(record);
        var settled = new ColorRecord(live, record is not null && record.Live == live && record.LiveTag.Length > 0 ? record.LiveTag : TagOf(live, look));
        if (live is { } color && (record?.IsSwitching == true || (record?.Live is not null && record.Live != live)))
        {
            // Nobody knows how far the switch came; it is fit to be run twice.
            await new ColorSwitch(colors.Context).RunAsync(color, settled.LiveTag, look.Of(color), cancellationToken).ConfigureAwait(false);
        }

        if (record?.Next is { } next && next != live)
        {
            // It was never verified, and it has the services' names in the networks of the others.
            colors.Context.Say($"{colors.NameOf(next)} is what a stopped release left; it is removed");
            await colors.RemoveAsync(next, cancellationToken).ConfigureAwait(false);
        }

        if (record is not null && record != settled)
        {
            await colors.WriteAsync(settled, cancellationToken).ConfigureAwait(false);
        }

        return settled;
    }

    private static string TagOf(ReleaseColor? live, ColorLook look) =>
        live is { } color ? ImageReference.Parse(look.Of(color)[0].ImageReference).Tag ?? "" : "";
}
