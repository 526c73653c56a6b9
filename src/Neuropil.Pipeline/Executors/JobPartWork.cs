namespace Neuropil.Pipeline;

/// <summary>Does orders one by one and tells each one's end in the events of the part.</summary>
internal sealed class JobPartWork(
    ArtifactStore store, IReadOnlyDictionary<UnitId, IReadOnlyList<CodePart>> code, RunOptions options, Telling telling, string eventsPath)
{
    private readonly Worker worker = new(store, options);

    /// <summary>Whether the unit is recorded.</summary>
    public bool Do(JobOrder order, Unit? unit)
    {
        PeakMemory.Forget();
        Tell(new JobEvent(JobEventKind.Begun, order.KeyHash));
        try
        {
            UnitRecord record = Record(order, unit ?? throw new InvalidOperationException(
                $"{order.Unit} is no unit here: the settings changed after the job was asked for. Run again."));
            store.Files.FlushFolders();
            Tell(new JobEvent(JobEventKind.Done, order.KeyHash, Megabytes: PeakMemory.Megabytes()));
            telling.Finished(new UnitResult { Id = unit.Id, Status = UnitStatus.Ran, Duration = record.Duration });
            return true;
        }
        catch (OperationCanceledException) when (options.Cancellation.IsCancellationRequested)
        {
            throw;
        }
        catch (DamagedObjectException exception)
        {
            Tell(new JobEvent(JobEventKind.Damaged, order.KeyHash, exception.Message, exception.ToString()));
            return false;
        }
        catch (OutOfMemoryException exception)
        {
            Tell(new JobEvent(JobEventKind.OutOfMemory, order.KeyHash, exception.Message, exception.ToString()));
            return false;
        }
        catch (Exception exception)
        {
            string text = StorageError.IsNoSpace(exception) ? StorageError.Of(exception, store.Folder).Message : exception.Message;
            Tell(new JobEvent(JobEventKind.Failed, order.KeyHash, text, exception.ToString()));
            if (unit is not null)
            {
                telling.Finished(new UnitResult { Id = unit.Id, Status = UnitStatus.Failed, Error = MessageText.Shown(exception, unit) });
            }

            return false;
        }
    }

    private UnitRecord Record(JobOrder order, Unit unit)
    {
        UnitInputs inputs = UnitInputs.Of(unit, input => order.Inputs[input.Name], store);
        UnitKey key = UnitKey.Of(unit, inputs.Hashes, code[unit.Id]);
        if (key.Hash != order.KeyHash)
        {
            throw new InvalidOperationException(
                $"{unit.Id} is not here what it was when the job was asked for: the settings, a table or the program changed meanwhile, or {Environment.MachineName} sees other ones. Run again.");
        }

        // Another job may have done it: one that was believed lost.
        if (store.Find(unit.Id, key.Hash) is { } found && found.Outputs.Values.All(store.Holds))
        {
            return found;
        }

        telling.Started(unit.Id, []);
        return worker.Run(unit, key, inputs, telling.ProgressOf(unit.Id));
    }

    // The events only help; a disk that takes none does not fail the unit.
    private void Tell(JobEvent told)
    {
        try
        {
            told.AppendTo(eventsPath);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            Console.Error.WriteLine($"{eventsPath} cannot be written: {exception.Message}");
        }
    }
}
