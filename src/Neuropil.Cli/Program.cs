using Neuropil.Cli;

return Application.Run(args);
