using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;
using Neuropil.Numerics;

namespace Neuropil.Benchmarks;

/// <summary>
/// A script that stays alive, so that its imports and compilation are paid once. Lines go both ways: <c>data NAME ROWS COLUMNS FILE</c>
/// and <c>run FUNCTION KEY=VALUE …</c> (a value @NAME is a table), answered by <c>ok SECONDS</c> or <c>error TEXT</c>. The script times itself.
/// </summary>
internal sealed class PeerProcess : IDisposable
{
    private readonly Process process;
    private readonly Dictionary<Matrix, string> sent = new(ReferenceEqualityComparer.Instance);
    private readonly string folder = Directory.CreateTempSubdirectory("neuropil-benchmark").FullName;

    public PeerProcess(string script)
    {
        bool isPython = script.EndsWith(".py", StringComparison.Ordinal);
        string program = isPython ? "/usr/bin/python3" : "/usr/bin/Rscript";
        if (!File.Exists(program))
        {
            throw new InvalidOperationException($"{program} is not there: apt-get install {(isPython ? "python3" : "r-base-core")}");
        }

        ProcessStartInfo start = new(program, [Path.Combine(AppContext.BaseDirectory, script)])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
        };
        string harness = Path.Combine(AppContext.BaseDirectory, "Harness");
        start.Environment["PYTHONPATH"] = harness;
        start.Environment["PYTHONDONTWRITEBYTECODE"] = "1";
        start.Environment["NEUROPIL_HARNESS"] = harness;
        process = Process.Start(start)!;
        process.ErrorDataReceived += (_, _) => { };
        process.BeginErrorReadLine();
        Expect("ready");
    }

    public double Run(PeerCall call)
    {
        List<string> words = ["run", call.Function];
        foreach ((string name, Matrix table) in call.Data)
        {
            words.Add($"{name}=@{Send(table)}");
        }

        words.AddRange(call.Parameters.Select(item => $"{item.Key}={item.Value}"));
        process.StandardInput.WriteLine(string.Join(' ', words));
        return double.Parse(Expect("ok"), CultureInfo.InvariantCulture);
    }

    public void Dispose()
    {
        try
        {
            process.StandardInput.Close();
            if (!process.WaitForExit(2000))
            {
                process.Kill(true);
            }
        }
        catch (IOException)
        {
            // It has gone already.
        }

        process.Dispose();
        Directory.Delete(folder, true);
    }

    private string Send(Matrix table)
    {
        if (!sent.TryGetValue(table, out string? name))
        {
            name = $"table{sent.Count}";
            string file = Path.Combine(folder, name);
            using (FileStream stream = File.Create(file))
            {
                stream.Write(MemoryMarshal.AsBytes(table.Values));
            }

            process.StandardInput.WriteLine(string.Create(CultureInfo.InvariantCulture, $"data {name} {table.RowCount} {table.ColumnCount} {file}"));
            Expect("ok");
            sent.Add(table, name);
        }

        return name;
    }

    // Whatever else the script prints is passed over.
    private string Expect(string word)
    {
        while (true)
        {
            string line = process.StandardOutput.ReadLine() ?? throw new InvalidOperationException("the peer ended without an answer");
            if (line == word || line.StartsWith(word + " ", StringComparison.Ordinal))
            {
                return line[word.Length..].Trim();
            }

            if (line.StartsWith("error ", StringComparison.Ordinal))
            {
                throw new InvalidOperationException(line["error ".Length..]);
            }
        }
    }
}
