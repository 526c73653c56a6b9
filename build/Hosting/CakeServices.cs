using Cake.Core;
using Cake.Core.Configuration;
using Cake.Core.Diagnostics;
using Cake.Core.IO;
using Cake.Core.Tooling;

namespace Neuropil.Build;

/// <summary>The services of the Cake engine, wired by hand: a container would cost more time at each start than the rest together.</summary>
internal sealed class CakeServices
{
    public CakeServices(CommandLine commandLine, string root)
    {
        FileSystem fileSystem = new();
        CakeEnvironment environment = new(new CakePlatform(), new CakeRuntime()) { WorkingDirectory = new DirectoryPath(root) };
        Console = new CakeConsole(environment);
        Terminal = Terminal.Of(Console.SupportAnsiEscapeCodes);
        Log = new HostLog(System.Console.Out, System.Console.Error, Terminal.IsColoured) { Verbosity = commandLine.Verbosity };
        Configuration = new SettingsOfCake(root, commandLine.Study);
        Globber globber = new(fileSystem, environment);
        CakeDataService data = new();
        ToolLocator tools = new(environment, new ToolRepository(environment), new ToolResolutionStrategy(fileSystem, environment, globber, Configuration, Log));
        Context = new CakeContext(
            fileSystem,
            environment,
            globber,
            Log,
            new CakeArguments(commandLine.All),
            new ProcessRunner(fileSystem, environment, Log, tools, Configuration),
            new WindowsRegistry(),
            tools,
            data,
            Configuration,
            new ToolInstaller(environment, tools, Configuration, Log, []),
            new NoServices());
        Engine = new CakeEngine(data, Log);
    }

    public CakeConsole Console { get; }

    public Terminal Terminal { get; }

    public HostLog Log { get; }

    public ICakeConfiguration Configuration { get; }

    public CakeContext Context { get; }

    public CakeEngine Engine { get; }

    private sealed class NoServices : IServiceProvider
    {
        public object? GetService(Type serviceType) => null;
    }
}
