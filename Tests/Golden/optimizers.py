"""Ten steps of each optimizer, three ways to clip, five learning-rate schedules, in float64.

The optimizers follow one 7-element parameter through the gradients written in the file; the
gradients do not depend on the parameter. Values are written in full, so that they come back to the
bit. A schedule's list holds the learning rate in force during each epoch (or step), the first being
number 0.

Wants torch 2.13 and numpy 2. Writes optimizers.json.
"""

from collections.abc import Callable
from typing import Any

import numpy as np
import torch
from torch import Tensor
from torch.nn.utils import clip_grad_norm_, clip_grad_value_
from torch.optim import SGD, Adam, AdamW, Optimizer, RMSprop
from torch.optim.lr_scheduler import CosineAnnealingLR, ExponentialLR, LambdaLR, LRScheduler, StepLR

from golden_file import rounded, versions, write_golden
from golden_file import FLOAT64_DIGITS as DIGITS

SEED = 7
WIDTH = 7
STEPS = 10
EPOCHS = 12
BASE_RATE = 0.1

OPTIMIZERS: dict[str, tuple[type[Optimizer], dict[str, float]]] = {
    "sgd": (SGD, {"lr": 0.1}),
    "sgd-momentum": (SGD, {"lr": 0.1, "momentum": 0.9}),
    "adam": (Adam, {"lr": 1e-3, "eps": 1e-8}),
    "adamw": (AdamW, {"lr": 1e-3, "eps": 1e-8, "weight_decay": 0.01}),
    "rmsprop": (RMSprop, {"lr": 0.01, "alpha": 0.99, "eps": 1e-8}),
    "rmsprop-momentum": (RMSprop, {"lr": 0.01, "alpha": 0.99, "eps": 1e-8, "momentum": 0.9}),
}

Schedule = Callable[[Optimizer], LRScheduler]
SCHEDULES: dict[str, tuple[Schedule, dict[str, float]]] = {
    "constant": (lambda rates: LambdaLR(rates, lambda epoch: 1), {}),
    "step": (lambda rates: StepLR(rates, 4, gamma=0.5), {"every": 4, "factor": 0.5}),
    "exponential": (lambda rates: ExponentialLR(rates, gamma=0.9), {"factor": 0.9}),
    "cosine": (lambda rates: CosineAnnealingLR(rates, T_max=12), {"over": 12}),
    # rate · min(1, (step + 1) / 4): a first step of zero would waste it.
    "linear-warmup": (
        lambda rates: LambdaLR(rates, lambda step: min(1, (step + 1) / 4)),
        {"over": 4},
    ),
}


def draw(*shape: int, generator: np.random.RandomState) -> list[Any]:
    """Normal numbers with three decimals, so that they can be read and typed."""
    return generator.standard_normal(shape).round(3).tolist()


def follow(name: str, first: list[float], gradients: list[list[float]]) -> dict[str, Any]:
    """The parameter after each step of one optimizer."""
    make, options = OPTIMIZERS[name]
    parameter = torch.tensor(first, dtype=torch.float64, requires_grad=True)
    optimizer = make([parameter], **options)
    after = []
    for gradient in gradients:
        parameter.grad = torch.tensor(gradient, dtype=torch.float64)
        optimizer.step()
        after.append(rounded(parameter.detach(), DIGITS))
    return {"options": options, "parameters": after}


def with_gradients(gradients: list[list[float]]) -> list[Tensor]:
    """One zero tensor for each gradient, which it carries."""
    carriers = []
    for gradient in gradients:
        carrier = torch.zeros(len(gradient), dtype=torch.float64, requires_grad=True)
        carrier.grad = torch.tensor(gradient, dtype=torch.float64)
        carriers.append(carrier)
    return carriers


def clipped(gradients: list[list[float]]) -> dict[str, Any]:
    """What is left of two gradients: their global norm, each one's norm, each value limited.

    Norms clip by the factor limit / (norm + 1e-6), where that is below 1, as PyTorch has it.
    """
    together, apart, values = (with_gradients(gradients) for _ in range(3))
    norm = clip_grad_norm_(together, 1.0)
    norms = [clip_grad_norm_([tensor], 1.0).item() for tensor in apart]
    clip_grad_value_(values, 0.5)

    def left(tensors: list[Tensor]) -> list[list[float]]:
        return [rounded(tensor.grad, DIGITS) for tensor in tensors]

    return {
        "gradients": gradients,
        "global-norm": {"limit": 1.0, "norm": norm.item(), "clipped": left(together)},
        "per-tensor": {"limit": 1.0, "norms": norms, "clipped": left(apart)},
        "value": {"limit": 0.5, "clipped": left(values)},
    }


def rates(name: str) -> dict[str, Any]:
    """The learning rate in force during each epoch of one schedule."""
    make, options = SCHEDULES[name]
    optimizer = SGD([torch.zeros(1, requires_grad=True)], lr=BASE_RATE)
    schedule, found = make(optimizer), []
    for _ in range(EPOCHS):
        found.append(rounded(float(optimizer.param_groups[0]["lr"]), DIGITS))
        optimizer.step()
        schedule.step()
    return {"options": options, "rates": found}


def main() -> None:
    generator = np.random.RandomState(SEED)
    first = draw(WIDTH, generator=generator)
    gradients = draw(STEPS, WIDTH, generator=generator)
    # One gradient longer than the limit and one shorter: per tensor, only the first is clipped.
    to_clip = [[1.5, -2.0, 0.25], [0.3, -0.6, 0.1, 0.55]]
    content = {
        "versions": versions("torch", "numpy"),
        "first": first,
        "gradients": gradients,
        "optimizers": {name: follow(name, first, gradients) for name in OPTIMIZERS},
        "clipping": clipped(to_clip),
        "base_rate": BASE_RATE,
        "schedules": {name: rates(name) for name in SCHEDULES},
    }
    write_golden("optimizers", content)


if __name__ == "__main__":
    main()
