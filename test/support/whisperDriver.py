"""Whisper itself, asked over stdin and stdout: one case a line as JSON, one answer a line.

A case is {"series": [...], "ops": [...]}. A series has "archives" [[step, points], ...], "method", "xff" and "wide", the
points that a ring needs so that no lap ever reaches its own beginning. An op is
  ["update", series, now, seconds, value]   answered by 1, or 0 when Whisper refuses the point
  ["fetch", series, now, from, until]       answered by null or {"start", "step", "values", "keeping"}

Every series lives in two files in memory, and both go through the very same code of the whisper module:
  - the real one: "values" are its answers;
  - the keeping one: archives with the same steps and reaches, but rings that are never written over, and values written
    straight to a coarser archive stay when a finer one propagates into their slot; "keeping" are its answers where they
    differ from the real ones, else null.
"""

import io
import json
import os
import sys
import tempfile

import whisper

read_header = getattr(whisper, "__readHeader")
propagate = getattr(whisper, "__propagate")


class SeriesFile(io.BytesIO):
    """The bytes of a file. A keeping one has the reach of each archive in seconds, and its values that are kept."""

    reaches = None
    name = "in memory"

    def __init__(self, content):
        super().__init__(content)
        self.kept = set()


def read_header_with_reaches(fh):
    header = read_header(fh)
    if fh.reaches is not None:
        for archive, reach in zip(header["archives"], fh.reaches):
            archive["retention"] = reach
        header["maxRetention"] = fh.reaches[-1]
    return header


def propagate_keeping(fh, header, timestamp, higher, lower):
    step = lower["secondsPerPoint"]
    if (step, timestamp - timestamp % step) in fh.kept:
        return True
    return propagate(fh, header, timestamp, higher, lower)


setattr(whisper, "__readHeader", read_header_with_reaches)
setattr(whisper, "__propagate", propagate_keeping)


def new_file(folder, archives, xff, method):
    path = os.path.join(folder, "series.wsp")
    whisper.create(path, [tuple(archive) for archive in archives], xff, method)
    with open(path, "rb") as fh:
        content = fh.read()
    os.unlink(path)
    return SeriesFile(content)


def new_series(folder, series):
    archives = series["archives"]
    wide = [[step, points] for (step, _), points in zip(archives, series["wide"])]
    real = new_file(folder, archives, series["xff"], series["method"])
    keeping = new_file(folder, wide, series["xff"], series["method"])
    keeping.steps = [step for step, _ in archives]
    keeping.reaches = [step * points for step, points in archives]
    return real, keeping


def keep(fh, now, seconds):
    for step, reach in zip(fh.steps, fh.reaches):
        if reach >= now - seconds:
            fh.kept.add((step, seconds - seconds % step))
            return


def update(files, now, seconds, value):
    taken = []
    for fh in files:
        try:
            whisper.file_update(fh, value, seconds, now)
            taken.append(1)
        except whisper.TimestampNotCovered:
            taken.append(0)
    assert taken[0] == taken[1]
    if taken[0]:
        keep(files[1], now, seconds)
    return taken[0]


def fetch(files, now, start, end):
    real, keeping = (whisper.file_fetch(fh, start, end, now) for fh in files)
    if real is None:
        assert keeping is None
        return None
    assert real[0] == keeping[0]
    (first, _, step), values = real
    return {"start": first, "step": step, "values": values, "keeping": None if values == keeping[1] else keeping[1]}


def run(folder, case):
    files = [new_series(folder, series) for series in case["series"]]
    work = {"update": update, "fetch": fetch}
    return [work[kind](files[number], *arguments) for kind, number, *arguments in case["ops"]]


with tempfile.TemporaryDirectory(dir=os.environ.get("WHISPER_FOLDER")) as folder:
    for line in sys.stdin:
        print(json.dumps(run(folder, json.loads(line))), flush=True)
