using System.Globalization;
using System.Xml.Linq;

namespace Neuropil.Build;

/// <summary>How the tests of a project fared.</summary>
internal sealed record TestCounts(int Passed, int Failed, double Seconds, string? Fault)
{
    public static TestCounts In(string resultsFile, bool succeeded)
    {
        if (!File.Exists(resultsFile))
        {
            return new TestCounts(0, 1, 0, "could not be run");
        }

        XElement run = XDocument.Load(resultsFile).Root!;
        XElement counters = run.Descendants().First(element => element.Name.LocalName == "Counters");
        XElement times = run.Descendants().First(element => element.Name.LocalName == "Times");
        double seconds = ((DateTimeOffset)times.Attribute("finish")! - (DateTimeOffset)times.Attribute("start")!).TotalSeconds;
        int passed = (int)counters.Attribute("passed")!;
        int executed = (int)counters.Attribute("executed")!;
        int failed = executed - passed;
        if (executed == 0)
        {
            return new TestCounts(0, 1, seconds, "no test ran");
        }

        return failed > 0
            ? new TestCounts(passed, failed, seconds, string.Create(CultureInfo.InvariantCulture, $"{failed} of {executed} tests failed"))
            : succeeded ? new TestCounts(passed, 0, seconds, null) : new TestCounts(passed, 1, seconds, "the test run ended badly");
    }
}
