namespace Neuropil.Pipeline.Tests;

/// <summary>A disk on which the N-th change fails, or that one and all after it.</summary>
internal sealed class FaultyDisk(int failing, bool staysFull) : IDisk
{
    private const int NoSpace = 28;
    private int count;

    public int Count => count;

    public Stream Create(string path)
    {
        Step();
        return new FaultyStream(FastDisk.Instance.Create(path), Step);
    }

    public void Flush(string path)
    {
        Step();
        FastDisk.Instance.Flush(path);
    }

    // A new name takes no room; it may fail for other reasons.
    public void Move(string from, string to)
    {
        if (!staysFull)
        {
            Step();
        }

        FastDisk.Instance.Move(from, to);
    }

    public void FlushFolder(string path) => FastDisk.Instance.FlushFolder(path);

    public void CreateFolder(string path)
    {
        Step();
        FastDisk.Instance.CreateFolder(path);
    }

    // A full disk still lets go.
    public void Delete(string path) => FastDisk.Instance.Delete(path);

    private void Step()
    {
        int now = Interlocked.Increment(ref count);
        if (now == failing || (staysFull && now > failing))
        {
            throw new IOException("No space left on device", NoSpace);
        }
    }

    private sealed class FaultyStream(Stream stream, Action step) : Stream
    {
        public override bool CanRead => false;

        public override bool CanSeek => false;

        public override bool CanWrite => true;

        public override long Length => stream.Length;

        public override long Position
        {
            get => stream.Position;
            set => throw new NotSupportedException();
        }

        public override void Flush() => stream.Flush();

        public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count)
        {
            step();
            stream.Write(buffer, offset, count);
        }

        protected override void Dispose(bool disposing)
        {
            stream.Dispose();
            base.Dispose(disposing);
        }
    }
}
