using Neuropil.Build;

return BuildHost.Run(args);
