using Neuropil.Report;
using Neuropil.Report.Pages;

// Writes the made pages that the browser tests open beside the sample's: every section filled, foreign text, a hundred thousand synapses.
string folder = args.Length == 1 ? args[0] : throw new ArgumentException("Expected one argument: the folder for the pages.");
Directory.CreateDirectory(folder);
File.WriteAllText(Path.Combine(folder, "full.html"), ReportPage.Of(MadeStudy.Full(600)));
File.WriteAllText(Path.Combine(folder, "foreign.html"), ReportPage.Of(MadeStudy.Foreign()));
File.WriteAllText(Path.Combine(folder, "large.html"), ReportPage.Of(MadeStudy.Full(100_000)));
