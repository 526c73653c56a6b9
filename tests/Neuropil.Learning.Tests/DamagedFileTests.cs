namespace Neuropil.Learning.Tests;

using Neuropil.Learning;
using Neuropil.Numerics;
using Neuropil.Numerics.Models;
using Neuropil.Tests;

public sealed class DamagedFileTests
{
    private static readonly Matrix Points = ClassifierFixture.Load("emb_cr").Training;
    private static readonly int[] Labels = ClassifierFixture.Load("emb_cr").TrainingLabels;

    [Fact]
    public void A_damaged_one_class_SVM_is_refused_or_usable()
        => Damage.Check(Bytes(OneClassSvm.Fit(Points).Save), file => UseWhereWidthIsKept(OneClassSvmModel.Load(file)), 500);

    [Fact]
    public void A_damaged_neighbours_model_is_refused_or_usable()
        => Damage.Check(Bytes(KNearestNeighbors.Fit(Points, Labels).Save), file => UseWhereWidthIsKept(KNearestNeighborsModel.Load(file)), 500);

    [Fact]
    public void A_damaged_baseline_is_refused_or_usable()
        => Damage.Check(
            Bytes(stream => ModelWriter.Write(stream, "baseline", 1, MajorityClassBaseline.Fit(Labels, 2).Write)),
            file => UseWhereWidthIsKept(MajorityClassBaseline.Read(ModelReader.Read(file, "baseline", 1))),
            500);

    [Theory]
    [InlineData("bundle_xgb")]
    [InlineData("bundle_forest")]
    [InlineData("pipeline")]
    public void A_damaged_imported_bundle_is_refused_or_usable(string name)
        => Damage.Check(
            Bytes(Import(File.OpenRead(Repository.Fixture("import", name + ".pkl"))).Save),
            file => Use(ImportedBundle.Load(file)),
            200);

    [Theory]
    [InlineData("svm_rbf")]
    [InlineData("pca")]
    [InlineData("knn")]
    [InlineData("grid_search")]
    [InlineData("pipeline")]
    [InlineData("forest_named")]
    [InlineData("forest_protocol_0")]
    [InlineData("forest_protocol_2")]
    [InlineData("forest_protocol_5")]
    [InlineData("xgb")]
    [InlineData("bundle_xgb")]
    public void A_damaged_pickle_is_refused_or_usable(string name)
        => Damage.Check(File.ReadAllBytes(Repository.Fixture("import", name + ".pkl")), file => Use(Import(file)), 300);

    private static ImportedBundle Import(Stream stream) => ImportedBundle.Import(stream, "pickle");

    private static void Use(ImportedBundle bundle)
    {
        try
        {
            bundle.Predict(Points);
        }
        catch (Exception refused) when (refused is ArgumentException or InvalidOperationException)
        {
            // Damage can change the width that the model takes, or drop a piece.
        }

        bundle.Save(Stream.Null);
    }

    private static void UseWhereWidthIsKept(IClassifier model)
    {
        if (model.FeatureCount == Points.ColumnCount)
        {
            model.Predict(Points);
        }
    }

    private static void UseWhereWidthIsKept(OneClassSvmModel model)
    {
        if (model.FeatureCount == Points.ColumnCount && model.IsCalibrated)
        {
            model.OutlierScores(Points);
        }
    }

    /// <summary>Without the checksum, which would refuse every change before the fields are looked at.</summary>
    private static byte[] Bytes(Action<Stream> save)
    {
        using MemoryStream stream = new();
        save(stream);
        return System.Text.Encoding.UTF8.GetBytes(ModelText.Unsealed(stream.ToArray()));
    }
}
