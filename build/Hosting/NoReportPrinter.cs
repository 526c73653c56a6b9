using Cake.Core;
using Cake.Core.Diagnostics;

namespace Neuropil.Build;

/// <summary>Cake's printer without the summary at the end: <c>--no-report</c>.</summary>
internal sealed class NoReportPrinter(ICakeReportPrinter printer) : ICakeReportPrinter
{
    public void Write(CakeReport report)
    {
    }

    public void WriteLifeCycleStep(string name, Verbosity verbosity) => printer.WriteLifeCycleStep(name, verbosity);

    public void WriteStep(string name, Verbosity verbosity) => printer.WriteStep(name, verbosity);

    public void WriteSkippedStep(string name, Verbosity verbosity) => printer.WriteSkippedStep(name, verbosity);
}
