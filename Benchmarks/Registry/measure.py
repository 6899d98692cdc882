#!/usr/bin/env python3
"""Measures the import of the core system's files against the sqlite3 shell on the same files in the same run.

    Benchmarks/Registry/measure.py PROGRAM [--residents N] [--histories H]

PROGRAM is a release build of madoguchi. The town is synthetic and made anew; everything lies in a temporary folder.
Prints JSON: seconds by the clock, seconds of processor time, peak memory, and the ratios that the limits speak of.
"""
import argparse, csv, hashlib, json, os, pathlib, shutil, subprocess, sys, tempfile, time

LAYOUT = "chukan-v2-sample"
# The shell's import gets the indexes that a search of the generation uses, and one on each kind of name.
INDEXES = [
    "CREATE UNIQUE INDEX a ON resident(ltrim(\"宛名番号\", '0'))",
    "CREATE INDEX b ON resident(ltrim(\"世帯番号\", '0'))",
    'CREATE INDEX c ON resident("生年月日")',
    'CREATE INDEX d ON resident("住所_町字", "住所_番地号表記")',
    'CREATE INDEX e ON resident("住所_番地号表記")',
    'CREATE INDEX f ON resident("住所_方書")',
    'CREATE INDEX g ON resident("電話番号")',
    'CREATE INDEX h ON resident("氏名")',
    'CREATE INDEX i ON resident("氏名_フリガナ")',
]


def digest(path):
    # Not read at once: the peak memory of a child process is never less than what this one had when it began.
    with open(path, "rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def run(arguments):
    """Seconds, processor seconds, peak megabytes and output of a command; ends the measurement where it fails."""
    start = time.monotonic()
    process = subprocess.Popen(arguments, stdout=subprocess.PIPE)
    output = process.stdout.read()
    _, status, usage = os.wait4(process.pid, 0)
    if status != 0:
        sys.exit(f"failed: {' '.join(map(str, arguments[:4]))}")
    seconds = time.monotonic() - start
    return seconds, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024, output.decode()


def delta(town, target, day, share=100):
    """One line in `share` of the residents' file with another lot, as a delta of the next day; other files are empty."""
    target.mkdir()
    sums = []
    for file in sorted(town.glob("0*.csv")):
        name = "_".join(file.name.split("_")[:2]) + f"_D_{day}.csv"
        with open(file, encoding="utf-8", newline="") as source, open(target / name, "w", encoding="utf-8", newline="") as out:
            rows = csv.reader(source)
            writer = csv.writer(out, quoting=csv.QUOTE_ALL, lineterminator="\r\n")
            heading = next(rows)
            writer.writerow(heading)
            if file.name.startswith("01_"):
                lot = heading.index("住所_番地号表記")
                latest = heading.index("最新フラグ")
                current = (row for row in rows if row[latest] == "1")
                for count, row in enumerate(current):
                    if count % share == 0:
                        row[lot] = "9999番地"
                        writer.writerow(row)
        sums.append(f"{digest(target / name)}  {name}\r\n")
    (target / f"99_KANRI_{day}.txt").write_text("".join(sums), newline="")


def emptied(town, target):
    """The residents' file as it is; of the other files the heading alone."""
    target.mkdir()
    sums = []
    for file in sorted(town.glob("0*.csv")):
        place = target / file.name
        if file.name.startswith("01_"):
            os.link(file, place)
        else:
            with open(file, "rb") as source:
                place.write_bytes(source.readline())
        sums.append(f"{digest(place)}  {file.name}\r\n")
    control = next(town.glob("99_*")).name
    (target / control).write_text("".join(sums), newline="")


def shell(files, database, histories):
    """What the sqlite3 shell takes for rows and indexes of the same files."""
    commands = ["PRAGMA journal_mode = OFF", "PRAGMA synchronous = OFF", ".mode csv"]
    for file in files:
        name = os.path.basename(file)
        if not name.startswith("99"):
            commands.append(f".import {file} {'resident' if name.startswith('01') else 't' + name[:2]}")
    # With earlier states the number is no key of the shell's table.
    indexes = [INDEXES[0].replace("UNIQUE ", "")] + INDEXES[1:] if histories else INDEXES
    return run(["sqlite3", str(database)] + commands + indexes)


def figures(taken):
    return {"seconds": round(taken[0], 2), "processor": round(taken[1], 2), "megabytes": round(taken[2])}


def ratio(one, other):
    return {"seconds": round(one[0] / other[0], 3), "processor": round(one[1] / other[1], 3)}


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("program")
    parser.add_argument("--residents", type=int, default=212_000)
    parser.add_argument("--histories", type=int, default=0)
    options = parser.parse_args()
    program = str(pathlib.Path(options.program).resolve())
    municipality = str(pathlib.Path(__file__).resolve().parents[2] / "municipalities/example-shi")
    folder = pathlib.Path(tempfile.mkdtemp(prefix="madoguchi-registry-"))
    try:
        town, data = folder / "town", folder / "data"
        run([program, "town", "--residents", str(options.residents), "--seed", "1", "--out", str(town), "--date",
             "2026-04-01", "--histories", str(options.histories), "--municipality", municipality])
        emptied(town, folder / "residents")
        delta(town, folder / "delta", "20260402")
        def files(of):
            return [str(file) for file in sorted((folder / of).iterdir())]
        def take(of, into):
            return run([program, "registry", "import"] + files(of)
                       + ["--layout", LAYOUT, "--data", str(folder / into), "--municipality", municipality])
        reference = shell(files("residents"), folder / "a.sqlite", options.histories)
        residents = take("residents", "data-residents")
        reference_all = shell(files("town"), folder / "b.sqlite", options.histories)
        whole = take("town", "data")
        day = take("delta", "data")
        print(json.dumps({
            "residents": options.residents,
            "histories": options.histories,
            "bytes": sum(os.path.getsize(file) for file in files("town")),
            "residents' file": {"shell": figures(reference), "import": figures(residents),
                                "import to shell": ratio(residents, reference)},
            "all files": {"shell": figures(reference_all), "import": figures(whole),
                          "import to shell": ratio(whole, reference_all)},
            "delta": {**figures(day), "delta to import": ratio(day, whole)},
            "report": whole[3].splitlines()[-1:] + day[3].splitlines()[-2:],
        }, ensure_ascii=False, indent=2))
    finally:
        shutil.rmtree(folder)


if __name__ == "__main__":
    main()
