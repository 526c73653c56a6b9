using System.Text;
using Neuropil.Study;

namespace Neuropil.Build;

/// <summary>What a build without a target says.</summary>
internal static class Help
{
    public static string Text()
    {
        StringBuilder text = new();
        text.Append(
            """
            Neuropil: clusters synapses, learns the clusters, and assigns new synapses to them.

            ./build.sh --target=Predict              from the workbooks to artifacts/predict/predictions.csv
            ./build.sh --target=Predict --data=FILE --new=FILE   on your own workbooks

            Tasks

            """);
        int width = TaskList.InOrder.Max(task => TaskAttributes.NameOf(task).Length);
        foreach (Type task in TaskList.InOrder)
        {
            text.Append($"  {TaskAttributes.NameOf(task).PadRight(width)}  {TaskAttributes.DescriptionOf(task)}\n");
        }

        text.Append(
            """

            Arguments
              -t, --target=TASK[,TASK]   what to do; what a task depends on is done first
              -e, --exclusive            the named tasks alone, without what they depend on
              --executor=local|process|slurm   where units run: in this process, each few in one of their own, or as jobs of the
                                         lab's cluster ([Slurm]); results are the same. docs/slurm.md tells more
              --explain                  says which units would run and why, and runs nothing
              --dryrun                   says which tasks would run, in order
              --tree, --description      the tasks, as a tree or with descriptions
              --paranoid                 reads every file again instead of trusting size and times
              --store                    with Clean: the store of earlier results too
              --room=NAME --only=TEXT --quick   with Benchmark: what to measure (umap, hdbscan, learning, …; default all)
              -v, --verbosity=LEVEL      quiet, minimal, normal, verbose, diagnostic
              --no-report                without the summary at the end
              --version, --help

            Settings of the study, as in cake.config
              --study=FILE               a study's own settings file; results under artifacts/NAME
              --data=FILE --new=FILE --sheet=NAME --seed=NUMBER --threads=NUMBER
              --Embed_Neighbors=30 --Cluster_pv_MinSamples=7 …


            """);
        text.Append(StudySettings.Help);
        return text.ToString().ReplaceLineEndings("\n");
    }
}
