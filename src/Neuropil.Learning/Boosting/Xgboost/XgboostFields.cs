using System.Globalization;
using Neuropil.Numerics.Models;

namespace Neuropil.Learning;

/// <summary>A group of fields of a model file of XGBoost, checked where they are read.</summary>
internal sealed class XgboostFields(XgboostValue.Map map, string place)
{
    public static XgboostFields Root(XgboostValue value, string name)
        => value is XgboostValue.Map map ? new XgboostFields(map, name) : throw new ModelFormatException($"{name}: not a model of XGBoost: expected an object.");

    public bool Has(string field) => map.Fields.ContainsKey(field);

    public XgboostFields Nested(string field)
        => Field(field) is XgboostValue.Map nested ? new XgboostFields(nested, $"{place}, {field}") : throw Bad(field, "is not a group of fields");

    public string Text(string field) => Field(field) is XgboostValue.Text text ? text.Value : throw Bad(field, "is not a text");

    /// <summary>Texts, in order.</summary>
    public string[] Texts(string field)
        => Field(field) is XgboostValue.List list && list.Items.All(item => item is XgboostValue.Text)
            ? [.. list.Items.Select(item => ((XgboostValue.Text)item).Value)]
            : throw Bad(field, "is not a list of texts");

    /// <summary>An integer, written as text or number.</summary>
    public int Integer(string field, int least, int most)
    {
        double value = Field(field) switch
        {
            XgboostValue.Number number => number.Value,
            XgboostValue.Text text when double.TryParse(text.Value, NumberStyles.Float, CultureInfo.InvariantCulture, out double parsed) => parsed,
            _ => throw Bad(field, "is not an integer"),
        };
        return value >= least && value <= most && value == Math.Floor(value)
            ? (int)value
            : throw Bad(field, string.Create(CultureInfo.InvariantCulture, $"is {value}; expected an integer from {least} to {most}"));
    }

    /// <summary>A number, or a list of them, written as text ("5E-1", "[5E-1]" or "[5E-1,2E-1]") or as JSON.</summary>
    public float[] NumberOrNumbers(string field)
    {
        switch (Field(field))
        {
            case XgboostValue.Number number:
                return [(float)number.Value];
            case XgboostValue.Numbers numbers:
                return [.. numbers.Items.Select(item => (float)item)];
            case XgboostValue.Text text:
                string[] parts = text.Value.Trim().TrimStart('[').TrimEnd(']').Split(',');
                float[] values = new float[parts.Length];
                for (int part = 0; part < parts.Length; part++)
                {
                    if (!float.TryParse(parts[part], NumberStyles.Float, CultureInfo.InvariantCulture, out values[part]))
                    {
                        throw Bad(field, "is not a number or a list of numbers");
                    }
                }

                return values;
            default:
                throw Bad(field, "is not a number or a list of numbers");
        }
    }

    public double[] Numbers(string field, int length)
        => Field(field) is XgboostValue.Numbers numbers && numbers.Items.Length == length
            ? numbers.Items
            : throw Bad(field, string.Create(CultureInfo.InvariantCulture, $"is not a list of {length} numbers"));

    public int[] Integers(string field, int length)
    {
        double[] numbers = Numbers(field, length);
        int[] integers = new int[length];
        for (int item = 0; item < length; item++)
        {
            double number = numbers[item];
            integers[item] = number >= int.MinValue && number <= int.MaxValue && number == Math.Floor(number)
                ? (int)number
                : throw Bad(field, string.Create(CultureInfo.InvariantCulture, $"holds {number}; expected integers"));
        }

        return integers;
    }

    public float[] Singles(string field, int length)
    {
        double[] numbers = Numbers(field, length);
        float[] singles = new float[length];
        for (int item = 0; item < length; item++)
        {
            singles[item] = (float)numbers[item];
            if (!float.IsFinite(singles[item]))
            {
                throw Bad(field, string.Create(CultureInfo.InvariantCulture, $"holds {numbers[item]}; expected finite numbers of 32 bits"));
            }
        }

        return singles;
    }

    public int LengthOf(string field) => Field(field) is XgboostValue.Numbers numbers ? numbers.Items.Length : throw Bad(field, "is not a list of numbers");

    public bool IsEmptyOrMissing(string field)
        => !map.Fields.TryGetValue(field, out XgboostValue? value) || value is XgboostValue.Numbers { Items.Length: 0 } or XgboostValue.List { Items.Count: 0 };

    public IReadOnlyList<XgboostFields> List(string field)
    {
        XgboostValue value = Field(field);
        if (value is XgboostValue.Numbers { Items.Length: 0 })
        {
            return [];
        }

        return value is XgboostValue.List list
            ? [.. list.Items.Select((item, index) => item is XgboostValue.Map nested
                ? new XgboostFields(nested, string.Create(CultureInfo.InvariantCulture, $"{place}, {field}[{index}]"))
                : throw Bad(field, "is not a list of groups of fields"))]
            : throw Bad(field, "is not a list");
    }

    /// <summary>What to say of a sound model that is not read.</summary>
    public ModelFormatException Categorical()
        => new($"{place}: the tree splits by categories, which this program does not know. Train the model with the categories coded as numbers, without enable_categorical.");

    public ModelFormatException Bad(string field, string what)
        => new($"{place}: '{field}' {what}. The file is damaged or not a model that this program knows; save it again with XGBoost 1.0 to 3.x.");

    private XgboostValue Field(string field) => map.Fields.TryGetValue(field, out XgboostValue? value) ? value : throw Bad(field, "is missing");
}
