global using Neuropil.Numerics;
