using System.Diagnostics;
using System.Text.Json.Nodes;

namespace Neuropil.Tests;

/// <summary>
/// Runs a script of tests/Peers/scripts in the real Python or R, to compare with: input on stdin, output on stdout.
/// <c>JsonNode answer = Peer.Python("one_class_svm.py", new JsonObject { ["nu"] = 0.05 });</c>
/// </summary>
internal static class Peer
{
    private static readonly (string Module, string Package)[] DebianPackages =
    [
        ("umap", "umap-learn"),
        ("sklearn", "python3-sklearn"),
        ("xgboost", "python3-xgboost"),
        ("joblib", "python3-joblib"),
        ("pandas", "python3-pandas"),
        ("openpyxl", "python3-openpyxl"),
        ("numpy", "python3-numpy"),
        ("scipy", "python3-scipy"),
        ("uwot", "r-cran-uwot"),
        ("dbscan", "r-cran-dbscan"),
        ("jsonlite", "r-cran-jsonlite"),
    ];

    /// <summary>Runs a Python script that reads JSON and writes JSON.</summary>
    public static JsonNode Python(string script, JsonNode input, params string[] arguments)
    {
        string answer = Run("/usr/bin/python3", "python3", script, input.ToJsonString(), arguments);
        return JsonNode.Parse(answer) ?? throw new InvalidOperationException($"{script} wrote null.");
    }

    /// <summary>Runs an R script that reads and writes text (R itself has no JSON).</summary>
    public static string R(string script, string input, params string[] arguments) => Run("/usr/bin/Rscript", "r-base-core", script, input, arguments);

    private static string Run(string program, string package, string script, string input, string[] arguments)
    {
        if (!File.Exists(program))
        {
            throw new InvalidOperationException($"{program} is not there. Install it: apt-get install {package}");
        }

        string path = Repository.PathOf("tests", "Peers", "scripts", script);
        ProcessStartInfo start = new(program, [path, .. arguments])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
        };
        start.Environment["PYTHONDONTWRITEBYTECODE"] = "1";
        start.Environment["OMP_NUM_THREADS"] = "2";
        using Process process = Process.Start(start)!;
        Task<string> output = process.StandardOutput.ReadToEndAsync();
        Task<string> errors = process.StandardError.ReadToEndAsync();
        try
        {
            process.StandardInput.Write(input);
            process.StandardInput.Close();
        }
        catch (IOException)
        {
            // The script ended before it read all; its own message says why.
        }

        process.WaitForExit();
        return process.ExitCode == 0
            ? output.Result
            : throw new InvalidOperationException($"{script} failed with exit code {process.ExitCode}.{Remedy(errors.Result)}\n{errors.Result}");
    }

    private static string Remedy(string errors)
    {
        foreach ((string module, string package) in DebianPackages)
        {
            if (errors.Contains($"No module named '{module}", StringComparison.Ordinal) || errors.Contains($"package called ‘{module}’", StringComparison.Ordinal)
                || errors.Contains($"package called '{module}'", StringComparison.Ordinal))
            {
                return $" Install what is missing: apt-get install {package}";
            }
        }

        return "";
    }
}
