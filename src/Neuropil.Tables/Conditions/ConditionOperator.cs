namespace Neuropil.Tables;

/// <summary>How a condition compares a column with its values.</summary>
internal enum ConditionOperator
{
    Is,
    IsNot,
    Less,
    AtMost,
    More,
    AtLeast,
}
