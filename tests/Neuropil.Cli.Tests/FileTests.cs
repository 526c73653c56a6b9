namespace Neuropil.Cli.Tests;

/// <summary>Where tables come from and where results go: pipes, links, devices, files in use.</summary>
public sealed class FileTests : Command
{
    [Fact]
    public void A_dash_is_standard_input_and_output()
    {
        WriteBlobs("in.csv", 2);
        Succeed("hdbscan", "fit", "in.csv", "--out", "p.csv", "--model", "m.json");
        (int exitCode, string output, string errors) = RunWith(Text("in.csv"), "hdbscan", "fit", "-", "--out", "-", "--validity");
        Assert.Equal(0, exitCode);
        Assert.Equal(Text("p.csv"), output);
        Assert.Contains("DBCV", errors);
        Assert.Contains("3 clusters", errors);
        Assert.Equal(Text("p.csv"), RunWith(Text("m.json"), "hdbscan", "predict", "-", "in.csv", "--out", "-").Output);
        Assert.False(File.Exists(Path.Combine(Folder, "-")));
        Assert.Contains("standard input, row 3: b is 'x'", RunWith("a,b\n1,2\n2,x\n", "hdbscan", "fit", "-", "--out", "q.csv").Errors);
        Assert.Contains("standard input: is empty", RunWith("", "hdbscan", "fit", "-", "--out", "q.csv").Errors);
    }

    [UnixFact]
    public void Pipes_are_read_and_written()
    {
        WriteBlobs("in.csv", 2);
        Succeed("hdbscan", "fit", "in.csv", "--out", "p.csv", "--model", "m.json");
        string piped = "mkfifo in.fifo out.fifo; cat in.csv > in.fifo & cat out.fifo > q.csv & neuropil hdbscan fit in.fifo --out out.fifo && wait; test -p out.fifo && echo pipe";
        (int exitCode, string output, string errors) = Shell(piped);
        Assert.True(exitCode == 0, errors);
        Assert.Equal("pipe\n", output);
        Assert.Equal(Text("p.csv"), Text("q.csv"));
        Assert.Equal(0, Shell("neuropil hdbscan predict <(cat m.json) <(cat in.csv) --out >(cat > r.csv); sleep 1").ExitCode);
        Assert.Equal(Text("p.csv"), Text("r.csv"));
    }

    [UnixFact]
    public void Devices_stay_what_they_are_and_what_was_printed_before_stays_too()
    {
        WriteBlobs("in.csv", 2);
        Succeed("hdbscan", "fit", "in.csv", "--out", "p.csv");
        Succeed("hdbscan", "fit", "in.csv", "--out", "/dev/null", "--tree", "/dev/null");
        Assert.Equal("character special file\n", Shell("stat -c %F /dev/null").Output);
        Assert.Equal(0, Shell("{ echo before; neuropil hdbscan fit in.csv --out /dev/stdout; echo after; } > all.txt").ExitCode);
        Assert.Equal("before\n" + Text("p.csv") + "after\n", Text("all.txt"));
        Assert.Equal(Text("p.csv"), Shell("neuropil hdbscan fit in.csv --out /dev/fd/7 7>&1 2>/dev/null").Output);
        Assert.Equal("Cluster,MembershipStrength,OutlierScore\n", Shell("neuropil hdbscan fit in.csv --out - --quiet | head -1").Output);
    }

    [UnixFact]
    public void Links_are_followed_and_modes_kept()
    {
        WriteBlobs("in.csv", 2);
        Directory.CreateDirectory(Path.Combine(Folder, "far"));
        Write("far/real.csv", "old");
        Assert.Equal(0, Shell("chmod 640 far/real.csv; ln -s far/real.csv link.csv; ln -s link.csv again.csv; ln -s far/new.csv dangling.csv; ln -s loop.csv loop.csv; ln -s far near").ExitCode);
        Succeed("hdbscan", "fit", "in.csv", "--out", "again.csv", "--tree", "dangling.csv");
        Assert.Equal(121, Lines("far/real.csv").Length);
        Assert.Equal("Parent,Child,Lambda,ChildSize", Lines("far/new.csv")[0]);
        Assert.Equal("far/real.csv", new FileInfo(Path.Combine(Folder, "link.csv")).LinkTarget);
        Assert.Equal("link.csv", new FileInfo(Path.Combine(Folder, "again.csv")).LinkTarget);
        Assert.Equal("640\n", Shell("stat -c %a far/real.csv").Output);
        Assert.Contains("leads to itself", Fail(1, "hdbscan", "fit", "in.csv", "--out", "loop.csv"));
        Assert.Equal(0, Shell("ln -s ../in.csv far/input.csv").ExitCode);
        Assert.Contains("is the file that is read", Fail(2, "hdbscan", "fit", "in.csv", "--out", "near/input.csv"));
        Assert.Contains("is the file that is read", Fail(2, "hdbscan", "fit", "far/input.csv", "--out", "in.csv"));
    }

    [Fact]
    public void What_was_there_stays_where_a_fit_fails()
    {
        Write("bad.csv", "a,b\n1,2\n3,x\n");
        Write("old.csv", "old");
        Fail(1, "hdbscan", "fit", "bad.csv", "--out", "old.csv", "--model", "m.json");
        Assert.Equal("old", Text("old.csv"));
        Assert.Equal(["bad.csv", "old.csv"], Directory.GetFiles(Folder).Select(Path.GetFileName).Order());
    }

    [UnixFact]
    public void An_interrupt_leaves_nothing_behind()
    {
        WriteBlobs("in.csv", 20, rowCount: 6000);
        (int exitCode, string errors) = Interrupt("INT", "umap", "fit", "in.csv", "--epochs", "20000", "--out", "o.csv", "--model", "m.json");
        Assert.Equal(130, exitCode);
        Assert.Contains("interrupted; nothing was written", errors);
        Assert.Equal(0, Shell("mkfifo never").ExitCode);
        Assert.Equal(130, Interrupt("TERM", "hdbscan", "fit", "never", "--out", "o.csv").ExitCode);
        Assert.Equal(["in.csv", "never"], Directory.GetFiles(Folder).Select(Path.GetFileName).Order());
    }
}
