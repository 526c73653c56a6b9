namespace Neuropil.Tables;

/// <summary>A part of a condition.</summary>
internal abstract class ConditionNode
{
    /// <summary>Sets which rows meet the part.</summary>
    public abstract void Evaluate(Table table, bool[] met);

    public virtual IEnumerable<Comparison> Comparisons() => [];

    public sealed class Everything : ConditionNode
    {
        public override void Evaluate(Table table, bool[] met) => Array.Fill(met, true);
    }

    public sealed class Not(ConditionNode part) : ConditionNode
    {
        public override IEnumerable<Comparison> Comparisons() => part.Comparisons();

        public override void Evaluate(Table table, bool[] met)
        {
            part.Evaluate(table, met);
            for (int row = 0; row < met.Length; row++)
            {
                met[row] = !met[row];
            }
        }
    }

    public sealed class Several(IReadOnlyList<ConditionNode> parts, bool all) : ConditionNode
    {
        public override IEnumerable<Comparison> Comparisons() => parts.SelectMany(part => part.Comparisons());

        public override void Evaluate(Table table, bool[] met)
        {
            parts[0].Evaluate(table, met);
            bool[] other = new bool[met.Length];
            foreach (ConditionNode part in parts.Skip(1))
            {
                part.Evaluate(table, other);
                for (int row = 0; row < met.Length; row++)
                {
                    met[row] = all ? met[row] & other[row] : met[row] | other[row];
                }
            }
        }
    }

    public sealed class Comparison(string column, int columnPlace, ConditionOperator how, IReadOnlyList<ConditionValue> values) : ConditionNode
    {
        public string Column => column;

        public int ColumnPlace => columnPlace;

        public IReadOnlyList<ConditionValue> Values => values;

        public bool IsOrder => how is ConditionOperator.Less or ConditionOperator.AtMost or ConditionOperator.More or ConditionOperator.AtLeast;

        public override IEnumerable<Comparison> Comparisons() => [this];

        public override void Evaluate(Table table, bool[] met)
        {
            TableColumn cells = table[column];
            if (IsOrder)
            {
                EvaluateOrder(cells, met);
                return;
            }

            // Cells repeat: the last text and its answer are kept. Texts that repeat are one object.
            string? last = null;
            bool answer = false;
            for (int row = 0; row < met.Length; row++)
            {
                string text = cells.IsMissing(row) && !values.Any(value => value.Text == cells.Text(row)) ? string.Empty : Utf8Text.Trim(cells.Text(row));
                if (!ReferenceEquals(text, last))
                {
                    answer = values.Any(value => value.Equals(text)) == (how == ConditionOperator.Is);
                    last = text;
                }

                met[row] = answer;
            }
        }

        private void EvaluateOrder(TableColumn cells, bool[] met)
        {
            double bound = values[0].Number;
            for (int row = 0; row < met.Length; row++)
            {
                double number = cells.Number(row, out _);
                met[row] = how switch
                {
                    ConditionOperator.Less => number < bound,
                    ConditionOperator.AtMost => number <= bound,
                    ConditionOperator.More => number > bound,
                    _ => number >= bound,
                };
            }
        }
    }
}
