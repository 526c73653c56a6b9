namespace Neuropil.Study;

/// <summary>A section whose values must go together.</summary>
internal interface ICheckedSettings
{
    /// <summary>What does not go together: the key at fault, and what is wrong, as <c>is 2; expected …</c>.</summary>
    IEnumerable<(string Key, string What)> Problems();
}
