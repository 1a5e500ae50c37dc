"""One step of each optimizer by hand, and a second opinion."""

import numpy as np
import pytest

from nnviz.training.optimizer import Optimizer
from nnviz.training.optimizers import OPTIMIZERS, SGD, AdaGrad, Adam, RMSProp, descend
from nnviz.validation import Array
from tests.every import every


def _valley(point: Array) -> Array:
    """Gradient of x²/20 + y²."""
    return point * [0.1, 2.0]


@every(
    "optimizer, expected",
    [
        (SGD(0.95), (-6.335, -1.8)),
        (SGD(0.1, momentum=0.9), (-6.93, 1.6)),
        (SGD(0.1, momentum=0.9, nesterov=True), (-6.867, 1.24)),
        (AdaGrad(1.5), (-5.5, 0.5)),
        (Adam(0.3), (-6.7, 1.7)),
        (RMSProp(0.1, decay=0.75), (-6.8, 1.8)),
    ],
)
def test_first_step_by_hand(optimizer: Optimizer, expected: tuple[float, float]) -> None:
    path = descend(_valley, (-7, 2), optimizer, steps=1)
    assert path[0].tolist() == [-7, 2]
    np.testing.assert_allclose(path[1], expected, atol=1e-6)


def test_twenty_steps_down_a_bowl() -> None:
    path = descend(lambda point: 2 * point, (-3, 4), SGD(0.1), steps=20)
    assert path.shape == (21, 2)
    np.testing.assert_allclose(path[-1], (-0.0345876451, 0.0461168602), atol=1e-10)


def test_nesterov_by_its_formula() -> None:
    point, velocity, path = np.array([-7.0, 2.0]), np.zeros(2), [(-7.0, 2.0)]
    for _ in range(40):
        gradient = _valley(point)
        velocity = 0.9 * velocity + gradient
        point = point - 0.1 * (gradient + 0.9 * velocity)
        path.append(tuple(point))
    ours = descend(_valley, (-7, 2), SGD(0.1, momentum=0.9, nesterov=True), steps=40)
    np.testing.assert_allclose(ours, path, rtol=1e-12, atol=1e-15)


def test_nesterov_without_momentum_is_plain_descent() -> None:
    plain, nesterov = (descend(_valley, (-7, 2), SGD(0.1, 0.0, nesterov), 9) for nesterov in (False, True))
    np.testing.assert_array_equal(plain, nesterov)


@pytest.mark.parametrize(
    ("ours", "name", "options"),
    [
        (SGD(0.1, momentum=0.9), "SGD", {"lr": 0.1, "momentum": 0.9}),
        (SGD(0.1, momentum=0.9, nesterov=True), "SGD", {"lr": 0.1, "momentum": 0.9, "nesterov": True}),
        (AdaGrad(0.5), "Adagrad", {"lr": 0.5}),
        (RMSProp(0.05), "RMSprop", {"lr": 0.05, "alpha": 0.9}),
        (Adam(0.1), "Adam", {"lr": 0.1}),
    ],
)
def test_pytorch_takes_the_same_path(ours: Optimizer, name: str, options: dict[str, float]) -> None:
    torch = pytest.importorskip("torch")
    point = torch.tensor([-7.0, 2.0], dtype=torch.float64, requires_grad=True)
    theirs = getattr(torch.optim, name)([point], **options)
    path = [point.detach().numpy().copy()]
    for _ in range(30):
        theirs.zero_grad()
        (point[0] ** 2 / 20 + point[1] ** 2).backward()
        theirs.step()
        path.append(point.detach().numpy().copy())
    np.testing.assert_allclose(descend(_valley, (-7, 2), ours, 30), path, rtol=1e-9, atol=1e-12)


@pytest.mark.parametrize("name", sorted(OPTIMIZERS))
def test_rate_zero_moves_nothing_and_a_gradient_of_zero_is_harmless(name: str) -> None:
    np.testing.assert_array_equal(descend(_valley, (1, 1), OPTIMIZERS[name](0.0), 3), np.ones((4, 2)))
    np.testing.assert_array_equal(descend(np.zeros_like, (1, 1), OPTIMIZERS[name](0.5), 3), np.ones((4, 2)))


def test_what_does_not_fit_is_refused() -> None:
    with pytest.raises(ValueError, match=r"^rate must be a finite number of at least 0, got -1$"):
        SGD(-1)
    with pytest.raises(ValueError, match=r"^momentum must be at least 0 and less than 1, got 1$"):
        SGD(0.1, momentum=1)
    with pytest.raises(ValueError, match=r"^beta2 must be at least 0 and less than 1, got 1.5$"):
        Adam(beta2=1.5)
