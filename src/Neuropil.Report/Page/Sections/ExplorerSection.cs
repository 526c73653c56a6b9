namespace Neuropil.Report;

/// <summary>The place where the scripts build the explorer.</summary>
internal static class ExplorerSection
{
    public static void Write(Html page)
    {
        page.Raw("<section id=\"explorer\"><h2>Explorer</h2>");
        page.Paragraph("Drag a lasso around synapses: they are selected in the embedding, the anatomy and the table at once, and stay selected in every group. Shift adds, Alt takes away; a click opens one synapse. The address holds the selection.", "note");
        page.Raw("<p class=\"command without-script\">The explorer needs JavaScript. The pictures of every group are in <a href=\"#clusters\">Clusters</a>, the rows in <code>artifacts/cluster/clusters.csv</code>.</p>");
        page.Raw("<div id=\"explorer-app\" hidden></div></section>");
    }
}
