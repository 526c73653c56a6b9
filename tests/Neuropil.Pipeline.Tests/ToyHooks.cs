namespace Neuropil.Pipeline.Tests;

/// <summary>
/// What a test does while a unit of the toy pipeline works. The units' functions capture nothing; this goes with the flow of execution.
/// </summary>
internal static class ToyHooks
{
    private static readonly AsyncLocal<Action<UnitContext>?> Current = new();

    public static Action<UnitContext>? Working
    {
        get => Current.Value;
        set => Current.Value = value;
    }
}
