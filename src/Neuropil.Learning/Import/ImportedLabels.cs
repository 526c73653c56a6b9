using System.Globalization;

namespace Neuropil.Learning;

/// <summary>The classes of a pickled estimator: numbers for our models, and texts as Python would print them.</summary>
internal static class ImportedLabels
{
    /// <summary>Integers stay what they are; other labels are numbered from 0.</summary>
    public static (int[] Classes, string[] Labels) Of(PickleFields fields, string name, int least)
    {
        NumpyArray array = fields.Array(name);
        if (array.Shape.Length != 1 || array.Count < least)
        {
            throw fields.Bad(name, string.Create(CultureInfo.InvariantCulture, $"is not a list of at least {least} labels"));
        }

        if (array.Doubles() is double[] numbers && numbers.All(value => Math.Abs(value) <= int.MaxValue && value == Math.Floor(value)))
        {
            int[] classes = Array.ConvertAll(numbers, value => (int)value);
            for (int index = 1; index < classes.Length; index++)
            {
                if (classes[index] <= classes[index - 1])
                {
                    throw fields.Bad(name, "does not ascend");
                }
            }

            return (classes, Array.ConvertAll(classes, value => value.ToString(CultureInfo.InvariantCulture)));
        }

        string[] labels = array.Texts() ?? throw fields.Bad(name, "holds labels that are neither integers nor texts");
        return ([.. Enumerable.Range(0, labels.Length)], labels);
    }
}
