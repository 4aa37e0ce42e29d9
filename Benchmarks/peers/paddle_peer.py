"""PaddlePaddle: nn.SimpleRNN, nn.LSTM, nn.GRU; eager, Adam."""

from __future__ import annotations

import paddle
from paddle import nn
from worker import Prepared, Request, load, serve

CELLS = {"srn": nn.SimpleRNN, "lstm": nn.LSTM, "gru": nn.GRU}


class Model(nn.Layer):
    """What `longlag bench step` runs, with Paddle's operators."""

    def __init__(self, request: Request) -> None:
        super().__init__()
        if request.symbols:
            self.embedding = nn.Embedding(request.symbols, request.input)
        self.rnn = CELLS[request.cell](request.input, request.hidden, time_major=True)
        self.readout = nn.Linear(request.hidden, request.classes)
        weights = load(request.weights)
        weights["readout.weight"] = weights["readout.weight"].T.copy()
        for name, parameter in self.named_parameters():
            short = name.replace("rnn.0.cell.", "rnn.") + ("_l0" if ".0.cell." in name else "")
            parameter.set_value(weights[short])

    def forward(self, read: paddle.Tensor) -> paddle.Tensor:
        x = self.embedding(read) if hasattr(self, "embedding") else read
        return self.readout(self.rnn(x)[0][-1])


class Training:
    """Steps of training from the given weights."""

    def __init__(self, request: Request) -> None:
        self.model = Model(request)
        self.optimizer = paddle.optimizer.Adam(1e-3, parameters=self.model.parameters())
        self.read = paddle.to_tensor(request.read())
        self.labels = paddle.to_tensor(request.labels())

    def step(self) -> paddle.Tensor:
        loss = nn.functional.cross_entropy(self.model(self.read), self.labels)
        loss.backward()
        self.optimizer.step()
        self.optimizer.clear_grad(set_to_zero=False)
        return loss

    def steps(self, count: int) -> None:
        for _ in range(count):
            self.step()


def hold_second_bias(model: Model, request: Request) -> None:
    """Lets only those biases learn that the equation has, as in torch_peer.py."""
    for name, parameter in model.named_parameters():
        if "bias_hh" in name:
            learned = paddle.zeros_like(parameter)
            if request.cell == "gru":
                learned[2 * request.hidden :] = 1
            parameter.register_hook(lambda gradient: gradient * learned)


def prepare(request: Request) -> Prepared:
    if request.mode == "infer":
        return prepare_inference(request)
    training = Training(request)

    def losses(count: int) -> list[float]:
        fresh = Training(request)
        hold_second_bias(fresh.model, request)
        return [float(fresh.step()) for _ in range(count)]

    return Prepared(training.steps, losses)


def prepare_inference(request: Request) -> Prepared:
    model = Model(request)
    model.eval()
    read, labels = paddle.to_tensor(request.read()), paddle.to_tensor(request.labels())

    def steps(count: int) -> None:
        with paddle.no_grad():
            for _ in range(count):
                model(read)

    def losses(count: int) -> list[float]:
        with paddle.no_grad():
            return [float(nn.functional.cross_entropy(model(read), labels))] * count

    return Prepared(steps, losses)


if __name__ == "__main__":
    paddle.set_device("cpu")
    serve("Paddle", paddle.__version__, prepare)
