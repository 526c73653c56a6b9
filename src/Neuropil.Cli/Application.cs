using System.CommandLine;
using System.Reflection;
using Neuropil.Numerics;
using Neuropil.Numerics.Models;
using Neuropil.Tables;

namespace Neuropil.Cli;

/// <summary>
/// The command: finds the verb, runs it, turns errors into a message and an exit code: 0 done, 1 failed, 2 wrong usage, 130 interrupted.
/// </summary>
internal static class Application
{
    public static int Run(string[] words)
    {
        CommandTree tree = new();
        using OutputFiles outputs = new();
        using Interruption interruption = new(outputs);
        Arguments? arguments = null;
        try
        {
            string[] asked = words is ["help", ..] ? [.. words[1..], "--help"] : words;
            ParseResult line = tree.Parse(asked);
            if (words is [['[', ..], ..])
            {
                return line.Invoke();
            }

            if (words.Length == 0 || tree.AsksForHelp(line))
            {
                Console.Out.Write(tree.VerbOf(line) is Verb verb ? HelpText.Of(verb) : HelpText.OfGroup(CommandTree.PathOf(line)));
                return words.Length == 0 ? 2 : 0;
            }

            if (tree.AsksForVersion(line))
            {
                Console.Out.WriteLine(Version());
                return 0;
            }

            Verb found = tree.VerbOf(line) ?? throw VerbList.NoVerb(CommandTree.PathOf(line), words);
            arguments = Arguments.Of(found, line, words);
            outputs.Plan(arguments);
            found.Run(arguments, outputs, interruption.Token);
            interruption.Token.ThrowIfCancellationRequested();
            outputs.Commit();
            return 0;
        }
        catch (UsageException error)
        {
            return Fail(2, $"{error.Message}{(error.Verb is null ? "" : $"\nneuropil {error.Verb} --help lists the options.")}");
        }
        catch (OperationCanceledException)
        {
            return Fail(Interruption.ExitCode, "interrupted; " + outputs.WhenInterrupted);
        }
        catch (IOException error) when (OutputFiles.IsClosedPipe(error))
        {
            // Whoever read the output has enough, as head has: no word.
            return 1;
        }
        catch (Exception error) when (IsExpected(error))
        {
            return Fail(1, StreamedInput.InOwnWords(arguments is null ? Text(error) : arguments.InOwnWords(Text(error))));
        }
    }

    /// <summary>An exception's message without what .NET adds to it.</summary>
    internal static string Text(Exception error)
    {
        string message = error.Message;
        int parameter = error is ArgumentException ? message.IndexOf(" (Parameter '", StringComparison.Ordinal) : -1;
        return parameter > 0 ? message[..parameter] : message;
    }

    private static string Version()
        => "neuropil " + typeof(Application).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion;

    private static bool IsExpected(Exception error)
        => error is ArgumentException or TableException or ModelFormatException or IOException or UnauthorizedAccessException
            or InsufficientMemoryException or OutOfMemoryException or InvalidOperationException or NotSupportedException;

    private static int Fail(int code, string message)
    {
        Notes.Error(string.Join('\n', message.Split('\n').Select(ForeignText.Escaped)));
        return code;
    }
}
