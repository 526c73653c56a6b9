using Neuropil.Hdbscan;
using Neuropil.Learning;
using Neuropil.Numerics;
using Neuropil.Numerics.Models;
using Neuropil.Tables;
using Neuropil.Umap;

namespace Neuropil.Fuzz;

/// <summary>What is fuzzed: a reader, and the error by which it may refuse. Everything else that it throws is a find.</summary>
internal static class Targets
{
    private static readonly string Folder = Directory.CreateTempSubdirectory("neuropil-fuzz-").FullName;

    static Targets() => AppDomain.CurrentDomain.ProcessExit += (_, _) => Directory.Delete(Folder, recursive: true);

    public static Dictionary<string, Action<Stream>> All { get; } = new(StringComparer.Ordinal)
    {
        ["pickle"] = Refusing<ModelFormatException>(stream => ImportedBundle.Import(stream, "file")),
        ["xgboost"] = Refusing<ModelFormatException>(stream => GradientBoostingModel.LoadXgboost(stream, "file")),
        ["bundle"] = Refusing<ModelFormatException>(stream => ImportedBundle.Load(stream, "file")),
        ["svm"] = Refusing<ModelFormatException>(stream => OneClassSvmModel.Load(stream, "file")),
        ["knn"] = Refusing<ModelFormatException>(stream => KNearestNeighborsModel.Load(stream, "file")),
        ["forest"] = Refusing<ModelFormatException>(stream => RandomForestModel.Load(stream, "file")),
        ["umap"] = Refusing<ModelFormatException>(stream => Placed(UmapModel.Load(stream, "file"))),
        ["hdbscan"] = Refusing<ModelFormatException>(stream => HdbscanModel.Load(stream, "file")),
        ["csv"] = Refusing<TableException>(stream => Table(stream, "csv")),
        ["xlsx"] = Refusing<TableException>(stream => Table(stream, "xlsx")),
        ["xls"] = Refusing<TableException>(stream => Table(stream, "xls")),
        ["parquet"] = Refusing<TableException>(stream => Table(stream, "parquet")),
    };

    /// <summary>Every cell of a table, as text.</summary>
    public static string CellsOf(Stream stream, string extension)
    {
        Table table = Table(stream, extension);
        return string.Join('\n', table.Columns.Select(column => $"{column.Name}: {string.Join('|', Enumerable.Range(0, table.RowCount).Select(column.Text))}"));
    }

    private static Table Table(Stream stream, string extension)
    {
        string path = Path.Combine(Folder, "file." + extension);
        using (FileStream file = File.Create(path))
        {
            stream.CopyTo(file);
        }

        using TableSource source = TableSource.Open(new TableRequest(path));
        Table table = source.Read();
        foreach (TableColumn column in table.Columns)
        {
            for (int row = 0; row < table.RowCount; row++)
            {
                _ = column.Number(row, out _);
            }
        }

        return table;
    }

    // A model that was read must also place a point, and end.
    private static void Placed(UmapModel model)
    {
        if (model.TrainingPoints.ColumnCount <= Seeds.Width)
        {
            try
            {
                _ = model.Transform(new Matrix(2, model.TrainingPoints.ColumnCount, new double[2 * model.TrainingPoints.ColumnCount]));
            }
            catch (ArgumentException)
            {
                // Coordinates of a changed model may be too far off for a distance.
            }
        }
    }

    private static Action<Stream> Refusing<TError>(Action<Stream> read)
        where TError : Exception
        => stream =>
        {
            try
            {
                read(stream);
            }
            catch (TError)
            {
            }
        };
}
