"""A whole experiment as a NumPy program: samples, network, training and the losses that were found.
It trains anew and says how far its losses are from those.
"""

from collections.abc import Iterator, Sequence

import numpy as np

from nnviz.backprop.parts import number
from nnviz.experiments.experiment import Experiment
from nnviz.experiments.network_code import block_of, functions_code, start_code
from nnviz.experiments.recorded_code import optimizer_lines
from nnviz.experiments.samples_code import coding_code, features_code, samples_code

MOST_SHOWN = 200  # losses that a program repeats
Changes = Sequence[tuple[int, float]]  # from the update after which step a number holds


def experiment_code(experiment: Experiment, l2: Changes = ()) -> str:
    """Write a program of NumPy alone that trains as this experiment has been trained, and finds its losses.

    It goes on to the last moment of the history, with the learning rates that the run has had, and compares
    its losses with those of up to 200 moments of it. They agree but for rounding.

    Parameters
    ----------
    experiment : Experiment
        With at least its first moment in the history of its trainer.
    l2 : sequence of (step, strength), optional
        The strengths that the run had, each with the step after which it held; the trainer's if not given.

    Returns
    -------
    str
        To be run by Python with NumPy: a line for each moment, with step, training loss and test loss.

    Raises
    ------
    ValueError
        If the history is empty.

    Examples
    --------
    >>> from nnviz import ExperimentConfig
    >>> experiment = Experiment(ExperimentConfig(problem="rows", hidden=((2, "tanh"),)))
    >>> moment = experiment.record()
    >>> "a1, d1 = tanh(z1)" in experiment_code(experiment)
    True
    """
    if not len(experiment.trainer.history):
        raise ValueError("the history must have at least one moment, got none; record one first")
    parts = [
        f'"""{_title(experiment)}\n\n{_ABOUT}\n"""\n\nimport numpy as np\n\nnp.seterr(over="ignore")',
        f"# -- the samples {'-' * 60}\n{_samples(experiment)}",
        f"# -- the network {'-' * 60}\n{start_code(experiment)}\n\n\n{functions_code(experiment)}",
        f"# -- the training {'-' * 59}\n{_training(experiment, tuple(l2) or ((0, experiment.trainer.l2),))}",
    ]
    return "\n\n".join(parts) + "\n"


_ABOUT = """It trains anew and compares its losses with those that nnviz has shown. While it computes, samples
are columns, and below the outputs of every layer stands a row of ones, which the biases are multiplied by."""


def _title(experiment: Experiment) -> str:
    net, parts = experiment.network, experiment.parts
    sizes = "-".join(map(str, net.sizes))
    return f"A {sizes} network that learns {parts.problem.dataset}: {', '.join(net.activations)}."


# -- the samples --------------------------------------------------------------------------------------
def _samples(experiment: Experiment) -> str:
    problem, data = experiment.parts.problem, experiment.data
    raw = problem.entry.make(**dict(problem.parameters))
    lines = [samples_code(problem, raw.X, raw.Y), coding_code(problem, raw.Y), features_code(problem)]
    if experiment.test is not None and problem.shuffle is not None:
        shuffled = (
            "order = np.arange(len(X))\nnp.random.default_rng({}).shuffle(order)\nX, T = X[order], T[order]"
        )
        lines.append(shuffled.format(problem.shuffle))
    count = len(experiment.train)
    lines.append(f"X_test, T_test = X[{count}:], T[{count}:]\nX, T = X[:{count}], T[:{count}]")
    if problem.standardise:
        both = data.task == "regression"
        lines.append(_standardizer("X", "inputs in standard units, of the training part"))
        lines += [_standardizer("T", "and the targets")] if both else []
    return "\n".join(line for line in lines if line)


def _standardizer(name: str, comment: str) -> str:
    return (
        f"same = ({name} == {name}[0]).all(axis=0)  # {comment}\n"
        f"mean = np.where(same, {name}[0], {name}.mean(axis=0))\n"
        f"scale = np.where(same, 1, {name}.std(axis=0))\n"
        f"{name}, {name}_test = ({name} - mean) / scale, ({name}_test - mean) / scale"
    )


# -- the training -------------------------------------------------------------------------------------
def _training(experiment: Experiment, l2: Changes) -> str:
    trainer = experiment.trainer
    update, begun = optimizer_lines(experiment.parts.learning.optimizer)
    lines = [
        _shown(experiment),
        f"RATES = {_changes(trainer.rates.changes)}  # each holds for the updates after its step",
        "samples, targets = np.ascontiguousarray(X.T), np.ascontiguousarray(T.T)",
        "test_samples, test_targets = X_test.T, T_test.T",
        *(f"{name} = {number(value)}" for name, value in begun.items()),
        *_penalty_mask(experiment, l2),
        *_batches(experiment),
        "worst = 0",
        "for step in range(SHOWN[-1][0] + 1):",
        "    if step:",
        "        rate = [value for at, value in RATES if at < step][-1]",
        *(f"        {line}" for line in (*_batch(experiment), *_penalties(experiment, l2), *update)),
        _COMPARE,
    ]
    return "\n".join(lines)


def _shown(experiment: Experiment) -> str:
    """The losses of the history, thinned evenly, with the first and the last."""
    history = experiment.trainer.history
    places = np.unique(np.linspace(0, len(history) - 1, min(MOST_SHOWN, len(history))).astype(int))
    moments = [history[int(place)] for place in places]
    rows = "".join(f"    ({one.step}, {one.train_loss!r}, {one.test_loss!r}),\n" for one in moments)
    return f"nan = np.nan\nSHOWN = [  # step, loss of the training part, loss of the test part\n{rows}]"


def _changes(changes: Changes) -> str:
    return f"[{', '.join(f'({step}, {number(value)})' for step, value in changes)}]"


def _penalty_mask(experiment: Experiment, l2: Changes) -> Iterator[str]:
    """What the penalties need: their strengths, and which parameters are weights."""
    if not experiment.trainer.l1 and not any(value for _, value in l2):
        return
    yield f"L2 = {_changes(l2)}"
    yield "mask = np.ones_like(theta)  # penalties are for weights, not for biases"
    for layer, biased in enumerate(experiment.network.has_bias):
        if biased:
            yield f"matrices(mask)[{layer}][:, -1] = 0"


def _penalties(experiment: Experiment, l2: Changes) -> Iterator[str]:
    trainer = experiment.trainer
    if trainer.l1:
        yield f"g = g + np.sign(theta) * ({number(trainer.l1)} * mask)"
    if any(value for _, value in l2):
        yield "g = g + theta * ([value for at, value in L2 if at < step][-1] * mask)"
    if trainer.clip is not None:
        clip = number(trainer.clip)
        yield f"g = g * ({clip} / max({clip}, np.sqrt(g.dot(g))))  # no longer than this"


def _batches(experiment: Experiment) -> Iterator[str]:
    if experiment.trainer.steps_per_epoch > 1:
        yield f"rng, order = np.random.default_rng({experiment.parts.learning.seed}), np.arange(len(X))"


def _batch(experiment: Experiment) -> Iterator[str]:
    """The lines that take the batch of a step and find its gradient, in blocks where it is large."""
    trainer, chunk = experiment.trainer, block_of(experiment)
    size, batch = trainer.batch_size, ("samples", "targets")
    if trainer.steps_per_epoch > 1:
        yield f"start = (step - 1) % {trainer.steps_per_epoch} * {size}"
        yield "if start == 0:"
        yield "    rng.shuffle(order)"
        yield f"batch = order[start : start + {size}]"
        yield "X_now, T_now = np.ascontiguousarray(X[batch].T), np.ascontiguousarray(T[batch].T)"
        batch = "X_now", "T_now"
    summed = experiment.parts.learning.reduction == "sum"
    share = "1" if summed else f"1 / {batch[0]}.shape[1]"
    if chunk == size:
        yield f"g = gradient(theta, {', '.join(batch)}, {share})"
        return
    yield "g = 0  # of one block after the other, which a processor keeps near"
    yield f"for at in range(0, {batch[0]}.shape[1], {chunk}):"
    blocks = ", ".join(f"np.ascontiguousarray({one}[:, at : at + {chunk}])" for one in batch)
    yield f"    g = g + gradient(theta, {blocks}, 1)"
    yield f"g = g * ({share})"


_COMPARE = """\
    for _, train, test in [one for one in SHOWN if one[0] == step]:
        found = loss(theta, samples, targets)
        tested = loss(theta, test_samples, test_targets) if len(X_test) else nan
        worst = max(worst, abs(found - train), abs(tested - test) if len(X_test) else 0)
        print(step, found, tested)
print("largest difference from what was shown:", worst)"""
