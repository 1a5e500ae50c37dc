"""A training step as a NumPy program: its numbers, the line of every step, and all arrays printed.
What the program prints is what the step has computed, but for the last bits.
"""

from nnviz.backprop.training_trace import TrainingTrace
from nnviz.networks.forward_trace import array_code


def as_code(trace: TrainingTrace) -> str:
    """Write a complete NumPy program of a training step.

    It begins with X, T, all parameters and what the optimizer remembers, with every digit; then come the
    lines of the steps, phase by phase; at the end it prints every array that they make, a line each, as a
    name and a list: "z1 = [[0.3775, 0.3925]]".

    Parameters
    ----------
    trace : TrainingTrace
        Of `training_trace`. If it has a mistake, so has the program.

    Returns
    -------
    str
        To be run by Python with NumPy.
    """
    parts = ["import numpy as np\n", f"X = a0 = {array_code(trace.X)}", f"T = {array_code(trace.T)}"]
    parts += [f"{name} = {array_code(trace.arrays[name])}" for name in _parameters(trace)]
    parts += _memory(trace)
    for phase in dict.fromkeys(step.phase for step in trace):
        parts.append(f"\n# {phase}")
        parts += [step.code for step in trace if step.phase == phase]
    made = "".join(f'    "{step.name}": {step.name},\n' for step in trace)
    end = f'\nmade = {{\n{made}}}\nfor name, array in made.items():\n    print(name, "=", array.tolist())\n'
    return "\n".join([*parts, end])


def _parameters(trace: TrainingTrace) -> list[str]:
    """W1, b1, W2, ... as far as they are there."""
    names = [f"{letter}{layer}" for layer in range(1, len(trace.weights) + 1) for letter in "Wb"]
    return [name for name in names if name in trace.arrays]


def _memory(trace: TrainingTrace) -> list[str]:
    """What the optimizer remembers, under the names that its lines have for it."""
    kept = [name.split(".") for name in trace.arrays if name.startswith("state.")]
    return [f"{kind}_{of} = {array_code(trace.arrays[f'state.{kind}.{of}'])}" for _, kind, of in kept]
