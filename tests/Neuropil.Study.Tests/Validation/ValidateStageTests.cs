using System.Text.Json.Nodes;
using Neuropil.Pipeline;
using Neuropil.Tables;

namespace Neuropil.Study.Tests;

/// <summary>The whole chain run again on a group of the sample, with few replicates.</summary>
[Collection(SampleStudy.Collection)]
public sealed class ValidateStageTests(SampleStudy study)
{
    private static readonly string[] Few = ["Study_Groups=cr", "Validate_Subsamples=12", "Validate_Seeds=3", "Validate_Nulls=19"];

    [Fact]
    public void Verdicts_rest_on_the_replicates_that_are_published_beside_them()
    {
        RunReport report = study.Run(["validate"], "validated", 2, Few);
        Assert.True(report.Succeeded, string.Join("; ", report.Units.Select(unit => unit.Error?.Message).OfType<string>()));
        int[] labels = study.Read("cluster/cr/clusters.csv", "validated").Integers("Cluster");
        Table stability = study.Read("validate/cr/stability.csv", "validated");
        int[] clusters = stability.Integers("Cluster");
        Assert.Equal(labels.Distinct().OrderBy(label => label == -1).ThenBy(label => label), clusters);
        Table[] subsamples = [study.Read("validate/cr/replicates/subsample-0000.csv", "validated"), study.Read("validate/cr/replicates/subsample-0010.csv", "validated")];
        double[] told = stability.Numbers("SubsampleJaccard");
        for (int place = 0; place < clusters.Length; place++)
        {
            Assert.Equal(MeanOfLargestJaccard(labels, clusters[place], subsamples), told[place], 12);
        }

        Table nulls = study.Read("validate/cr/null.csv", "validated");
        Assert.Equal(38, nulls.RowCount);
        JsonNode validation = JsonNode.Parse(File.ReadAllText(study.PathOf("validate/cr/validate.json", "validated")))!;
        JsonNode evidence = validation["evidence"]!;
        double observed = evidence["observed"]!["dbcv"]!.GetValue<double>();
        double[] dbcv = nulls.Numbers("Dbcv");
        string[] kinds = nulls.Texts("Null");
        int atLeast = Enumerable.Range(0, dbcv.Length).Count(row => kinds[row] == "one population" && dbcv[row] >= observed);
        Assert.Equal((1 + atLeast) / 20.0, evidence["onePopulation"]!["dbcvP"]!.GetValue<double>(), 12);
        Table reliability = study.Read("validate/cr/reliability.csv", "validated");
        Assert.Equal(labels, reliability.Integers("Cluster"));
        Assert.All(reliability.Numbers("NeighborsKept"), share => Assert.InRange(share, 0, 1));
        Assert.InRange(reliability.Integers("Dubious").Count(dubious => dubious == 1), 0, labels.Length / 4);
    }

    [Fact]
    public void Validation_has_the_same_bytes_on_one_thread_and_goes_on_where_it_was()
    {
        RunReport first = study.Run(["validate"], "validated-1", 1, Few);
        study.Run(["validate"], "validated-2", 2, Few);
        foreach (string file in (string[])["stability.csv", "null.csv", "reliability.csv", "validate.json"])
        {
            Assert.Equal(File.ReadAllBytes(study.PathOf($"validate/cr/{file}", "validated-1")), File.ReadAllBytes(study.PathOf($"validate/cr/{file}", "validated-2")));
        }

        RunReport more = study.Run(["validate"], "validated-1", 1, [.. Few.Select(argument => argument == "Validate_Subsamples=12" ? "Validate_Subsamples=20" : argument)]);
        string[] ran = [.. more.Units.Where(unit => unit.Status == UnitStatus.Ran).Select(unit => unit.Id.ToString())];
        Assert.Equal(["subsample[cr-0010]", "validate[cr]"], ran);
        Assert.Contains(first.Units, unit => unit.Id.ToString() == "null-population[cr-0010]" && unit.Status == UnitStatus.Ran);
    }

    // Over plain sets, from the published table alone.
    private static double MeanOfLargestJaccard(int[] labels, int cluster, Table[] tables)
    {
        List<double> largest = [];
        foreach (Table table in tables)
        {
            string[] names = table.Texts("Replicate");
            int[] rows = table.Integers("Row");
            int[] found = table.Integers("Cluster");
            foreach (string name in names.Distinct())
            {
                int[] own = [.. Enumerable.Range(0, names.Length).Where(row => names[row] == name)];
                HashSet<int> reference = [.. own.Select(row => rows[row]).Where(row => labels[row] == cluster)];
                if (reference.Count > 0)
                {
                    largest.Add(own.GroupBy(row => found[row]).Where(group => group.Key == -1 == (cluster == -1)).Select(group =>
                    {
                        HashSet<int> other = [.. group.Select(row => rows[row])];
                        return (double)reference.Intersect(other).Count() / reference.Union(other).Count();
                    }).DefaultIfEmpty(0).Max());
                }
            }
        }

        return largest.Average();
    }
}
