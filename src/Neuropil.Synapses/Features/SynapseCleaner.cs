using System.Globalization;

namespace Neuropil.Synapses;

/// <summary>Leaves out what the user excluded by name, then gross outliers in area.</summary>
public static class SynapseCleaner
{
    /// <summary>
    /// Removes excluded synapses; of the rest, those whose SynArea or BoutonArea lies outside [Q1 − 3·IQR, Q3 + 3·IQR] of that column,
    /// over all neurons and both columns at once.
    /// </summary>
    /// <param name="synapses">The historical synapses.</param>
    /// <param name="exclusions">Synapses to leave out by name.</param>
    /// <param name="factor">How many interquartile ranges beyond the quartiles; the study's 3.</param>
    /// <exception cref="ArgumentException">No synapse is left, or one that is not excluded lacks a number.</exception>
    public static CleanSynapses Clean(IReadOnlyList<Synapse> synapses, ExclusionList? exclusions = null, double factor = 3)
    {
        ArgumentNullException.ThrowIfNull(synapses);
        exclusions ??= ExclusionList.Empty;
        List<Synapse> named = [.. synapses.Where(synapse => exclusions.ReasonFor(synapse.Key) is null)];
        if (named.Count == 0)
        {
            throw new ArgumentException(
                string.Create(CultureInfo.InvariantCulture, $"None of {synapses.Count} synapses is left after the exclusions; at least one is needed."),
                nameof(synapses));
        }

        if (named.Find(synapse => !synapse.IsComplete) is Synapse incomplete)
        {
            throw new ArgumentException(
                string.Create(CultureInfo.InvariantCulture, $"Synapse {incomplete.Key} (row {incomplete.Line}) lacks a coordinate or an area and is not excluded; correct the row or list it in exclusions.csv."),
                nameof(synapses));
        }

        AreaBounds bounds = AreaBounds.Fit(named, factor);
        List<Synapse> kept = [];
        List<RemovedSynapse> removed = [];
        foreach (Synapse synapse in synapses)
        {
            if ((exclusions.ReasonFor(synapse.Key) ?? bounds.Violation(synapse)) is string reason)
            {
                removed.Add(new RemovedSynapse(synapse, reason));
            }
            else
            {
                kept.Add(synapse);
            }
        }

        return new CleanSynapses { Kept = kept, Removed = removed, Bounds = bounds, Notes = exclusions.NotesOn(synapses) };
    }
}
