"""Reads event files with TensorBoard's own reader, and compares them with what LongLag says elsewhere.

read_event_files.py train WORK                 against WORK/losses.csv
read_event_files.py reproduce RESULTS FOLDER   against a results.json
"""

import csv
import json
import pathlib
import struct
import sys

from tensorboard.backend.event_processing.event_accumulator import EventAccumulator

ALL = {"scalars": 0, "histograms": 0}  # keep every point, however many there are


def single(number):
    """The number as an event file holds it, in single precision."""
    return struct.unpack("f", struct.pack("f", number))[0]


def reader(folder):
    accumulator = EventAccumulator(str(folder), size_guidance=ALL, purge_orphaned_data=True)
    accumulator.Reload()
    return accumulator


def scalars(accumulator, tag):
    return [(event.step, event.value) for event in accumulator.Scalars(tag)]


def same(what, found, expected):
    expected = [(step, single(value)) for step, value in expected]
    assert found == expected, f"{what}: {found[:3]} … of {len(found)}, not {expected[:3]} … of {len(expected)}"


def check_histogram(event, tag):
    histogram = event.histogram_value
    assert abs(sum(histogram.bucket) - histogram.num) < 1e-6, tag
    assert len(histogram.bucket) == len(histogram.bucket_limit), tag
    assert 0 <= histogram.min <= histogram.sum / histogram.num <= histogram.max <= 1, tag
    assert histogram.bucket_limit[-1] == 1, tag


def train(work):
    folder = pathlib.Path(work) / "train" / "lstm-length-6-seed-0"
    accumulator = reader(folder)
    with open(pathlib.Path(work) / "losses.csv") as file:
        losses = [(int(row["step"]), float(row["train_loss"])) for row in csv.DictReader(file)]
    same("loss/batch", scalars(accumulator, "loss/batch"), losses)
    looks = scalars(accumulator, "loss/train")
    assert [step for step, _ in looks] == sorted({*range(20, 381, 20), 380}), looks
    for start, (step, mean) in zip([0] + [step for step, _ in looks], looks):
        between = [loss for number, loss in losses if start < number <= step]
        assert abs(mean - sum(between) / len(between)) < 1e-6, (step, mean)
    # 300 rows in batches of 8 are 38 updates an epoch; each epoch has nine tenths of the rate before.
    rates = [(step, 1e-3 * 0.9 ** ((step - 1) // 38)) for step, _ in looks]
    for (step, found), (_, expected) in zip(scalars(accumulator, "learning_rate"), rates, strict=True):
        assert abs(found - expected) < 1e-9, (step, found, expected)
    assert sorted(accumulator.Tags()["histograms"]) == [
        f"gates/layer0/{gate}" for gate in ["forget", "input", "output"]
    ], accumulator.Tags()["histograms"]
    for tag in accumulator.Tags()["histograms"]:
        events = accumulator.Histograms(tag)
        assert [event.step for event in events] == [step for step, _ in looks], tag
        for event in events:
            check_histogram(event, tag)
    assert events[0].histogram_value.num == 100 * 6 * 8, "rows × steps × units"
    print(f"  {len(losses)} losses, {len(looks)} looks, {len(accumulator.Tags()['histograms'])} gates")


def reproduce(results, folder):
    runs = json.load(open(results))["runs"]
    folders = {path.name for path in pathlib.Path(folder).iterdir()}
    assert len(folders) == len(runs), folders
    for run in runs:
        experiment = run["experiment"]
        name = "{}-length-{}-seed-{}".format(
            experiment["model"]["cell"]["name"], experiment["task"]["length"], experiment["seed"]
        )
        if run.get("variant"):
            name += "-" + run["variant"].replace(" ", "-")
        accumulator = reader(pathlib.Path(folder) / name)
        looks = run["evaluations"]
        for tag, value in [
            ("loss/train", lambda look: look["trainLoss"]),
            ("loss/dev", lambda look: look["dev"]["loss"]),
            ("accuracy/dev", lambda look: look["dev"]["accuracy"]),
        ]:
            same(f"{name} {tag}", scalars(accumulator, tag), [(look["step"], value(look)) for look in looks])
        for tensor, norms in run["gradientNorms"].items():
            same(
                f"{name} {tensor}",
                scalars(accumulator, f"gradient_norm/{tensor}"),
                list(enumerate(norms, 1)),
            )
        gates = accumulator.Tags()["histograms"]
        assert bool(gates) == (experiment["model"]["cell"]["name"] in ["lstm", "gru"]), gates
        for tag in gates:
            for event in accumulator.Histograms(tag):
                check_histogram(event, tag)
    print(f"  {len(runs)} runs agree")


if __name__ == "__main__":
    {"train": train, "reproduce": reproduce}[sys.argv[1]](*sys.argv[2:])
