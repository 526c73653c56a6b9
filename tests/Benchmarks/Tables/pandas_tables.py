from peer import peer, serve

WANTED = ["NeuronId", "SynType", "SynId", "x", "y", "z", "SynArea", "BoutonArea"]
TEXTS = {"NeuronId": str, "SynType": str, "SynId": str}


@peer
def read_csv(path):
    import pandas

    def read():
        table = pandas.read_csv(path, usecols=WANTED, dtype=TEXTS)
        return float(table["SynArea"].sum())
    return read


@peer
def read_parquet(path):
    import pandas

    def read():
        table = pandas.read_parquet(path, columns=WANTED)
        return float(table["SynArea"].sum())
    return read


serve()
