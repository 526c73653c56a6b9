using System.Reflection;
using Neuropil.Numerics.Models;
using Neuropil.Tables;

namespace Neuropil.Cli;

/// <summary>The command: finds the verb, runs it, turns errors into a message and an exit code: 0 done, 1 failed, 2 wrong usage.</summary>
internal static class Application
{
    public static int Run(string[] words)
    {
        using CancellationTokenSource cancellation = new();
        Console.CancelKeyPress += (_, pressed) =>
        {
            pressed.Cancel = true;
            cancellation.Cancel();
        };
        try
        {
            return Run(words, cancellation.Token);
        }
        catch (UsageException error)
        {
            return Fail(2, $"{error.Message}{(error.Verb is null ? "" : $"\nneuropil {error.Verb} --help lists the options.")}");
        }
        catch (OperationCanceledException)
        {
            return Fail(1, "Cancelled; nothing was written.");
        }
        catch (Exception error) when (IsExpected(error))
        {
            return Fail(1, Text(error));
        }
    }

    internal static string Text(Exception error)
    {
        string message = error.Message;
        int parameter = error is ArgumentException ? message.IndexOf(" (Parameter '", StringComparison.Ordinal) : -1;
        return parameter > 0 ? message[..parameter] : message;
    }

    private static int Run(string[] words, CancellationToken cancellation)
    {
        if (words.Length == 0 || words[0] is "--help" or "-h" or "help")
        {
            Console.Out.Write(HelpText.OfAll(VerbList.All));
            return words.Length == 0 ? 2 : 0;
        }

        if (words[0] == "--version")
        {
            Console.Out.WriteLine(Version());
            return 0;
        }

        Verb verb = VerbList.Find(words, out int nameLength);
        string[] rest = words[nameLength..];
        if (rest.Contains("--help") || rest.Contains("-h"))
        {
            Console.Out.Write(HelpText.Of(verb));
            return 0;
        }

        Arguments arguments = Arguments.Parse(verb, rest);
        using OutputFiles outputs = new();
        verb.Run(arguments, outputs, cancellation);
        cancellation.ThrowIfCancellationRequested();
        outputs.Commit();
        return 0;
    }

    private static string Version()
        => "neuropil " + typeof(Application).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion;

    private static bool IsExpected(Exception error)
        => error is ArgumentException or TableException or ModelFormatException or IOException or UnauthorizedAccessException
            or InsufficientMemoryException or OutOfMemoryException or InvalidOperationException or NotSupportedException;

    private static int Fail(int code, string message)
    {
        Console.Error.WriteLine("neuropil: " + message);
        return code;
    }
}
