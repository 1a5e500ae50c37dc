"""A training step as a NumPy program: its numbers, the line of every step, and all arrays printed.
What the program prints is what the step has computed, but for the last bits.
"""

from itertools import groupby

from nnviz.backprop.training_trace import TrainingTrace
from nnviz.networks.forward_trace import array_code
from nnviz.validation import Array


def as_code(trace: TrainingTrace) -> str:
    """Write a complete NumPy program of a training step.

    It begins with the inputs a0, the targets T, all parameters and what the optimizer remembers, with every
    digit; then come the lines of the steps, phase by phase; at the end it prints every array that they make,
    a line each, as a name and a list: "z1 = [[0.3775, 0.3925]]".

    Parameters
    ----------
    trace : TrainingTrace
        Of `training_trace`. If it has a mistake, so has the program.

    Returns
    -------
    str
        To be run by Python with NumPy.
    """
    parts = ["import numpy as np\n"]
    parts += [f"{name} = {array_code(array)}" for name, array in given(trace).items()]
    for phase, steps in groupby(trace, key=lambda step: step.phase):
        parts += [f"\n# {phase}", *(step.code for step in steps)]
    if trace.failure is not None:
        said = f"{trace.failure.error}: {trace.failure.message}"
        parts += ["\n# here NumPy refuses to go on:", f"# {trace.failure.code}", f"# {said}"]
    made = "".join(f'    "{step.name}": {step.name},\n' for step in trace)
    end = f'\nmade = {{\n{made}}}\nfor name, array in made.items():\n    print(name, "=", array.tolist())\n'
    return "\n".join([*parts, end])


def given(trace: TrainingTrace) -> dict[str, Array]:
    """What the lines of a step begin with, by the names that they have for it.

    The inputs a0, the targets T, W1, b1, W2, ... as far as they are there, what the optimizer
    remembers, and what a mistake has kept.
    """
    names = [f"{letter}{layer}" for layer in range(1, len(trace.weights) + 1) for letter in "Wb"]
    found = {name: trace.arrays[name] for name in ("a0", "T", *names) if name in trace.arrays}
    kept = [name.split(".") for name in trace.arrays if name.startswith("state.")]
    found |= {f"{kind}_{of}": trace.arrays[f"state.{kind}.{of}"] for _, kind, of in kept}
    old = {one.name: one.value for step in trace for one in step.operands if one.name.startswith("old_")}
    return found | old
