"""What an experiment takes of memory, said before it is made: a bound for its arrays and its recordings.
Everything goes over the samples in blocks, so only the samples themselves grow with their number.
"""

from itertools import pairwise
from math import ceil

import numpy as np

from nnviz.blocks import block_size
from nnviz.experiments.config import ExperimentConfig
from nnviz.experiments.loss_log import MOST as MOST_POINTS
from nnviz.training import blockwise, evaluation
from nnviz.training.stack_trainer import models_together

WORK = 2  # arrays at most that an activation and its slope keep for every unit, besides a mask of bytes
VECTORS = 24  # flat vectors as long as the parameters: networks, moments, checkpoints, work
OBJECTS = 2**16  # bytes of objects that every experiment has ...
OBJECTS_A_LAYER = 2**15  # ... and of views and calls for every layer, in all its recordings together
CALLS_A_LAYER = 12  # recorded calls of a block for every layer, at most


def experiment_bytes(config: ExperimentConfig, history_bytes: int = 16 * 2**20) -> int:
    """A bound for the bytes of an `Experiment` with its past, as if it shared its data with no other.

    Never less than what it takes, but for some kilobytes of objects, and at most three times that where it
    takes megabytes: not every activation keeps what the bound allows it. Grids are not counted; see
    `grid_bytes`.
    """
    itemsize = np.dtype(config.dtype).itemsize
    parameters = sum((below + 1) * units for below, units in pairwise(config.sizes))
    objects = OBJECTS + OBJECTS_A_LAYER * (len(config.sizes) - 1)
    kept = VECTORS * parameters * itemsize + objects + history_bytes
    return kept + _data(config, itemsize) + _steps(config, itemsize) + _passes(config, itemsize)


def grid_bytes(config: ExperimentConfig, size: int) -> int:
    """A bound for the bytes of a `Grid` of size x size points over the network of a configuration."""
    return size**2 * _forward(config, np.dtype(config.dtype).itemsize)


def sweep_bytes(config: ExperimentConfig, models: int) -> int:
    """A bound for the bytes of a `Sweep` of so many experiments like this one, which share their data."""
    itemsize, samples = np.dtype(config.dtype).itemsize, config.train_samples
    parameters = sum((below + 1) * units for below, units in pairwise(config.sizes))
    stacks = -(-models // models_together(config.sizes, itemsize, samples, config.batch_size))
    objects = stacks * (OBJECTS + OBJECTS_A_LAYER * (len(config.sizes) - 1))
    seen = samples if models > stacks else evaluation.size_of_block(samples, config.sizes, itemsize)
    orders = 3 * 8 * samples
    each = VECTORS * parameters * itemsize + _steps(config, itemsize) + orders
    each += seen * (_forward(config, itemsize) + 2 * _columns(config) * itemsize)
    return _data(config, itemsize) + objects + models * (each + 8 * MOST_POINTS)


def _columns(config: ExperimentConfig) -> int:
    return config.sizes[0] + 1 + config.sizes[-1]


def _rows(config: ExperimentConfig) -> int:
    """The units of all layers, each layer with its row of ones."""
    return sum(units + 1 for units in config.sizes[1:])


def _forward(config: ExperimentConfig, itemsize: int) -> int:
    """Bytes for each sample of a recorded forward pass."""
    return (config.sizes[0] + 1 + (1 + WORK) * _rows(config)) * itemsize


def _data(config: ExperimentConfig, itemsize: int) -> int:
    """The samples in original units, the tables, and the shuffled one with its order and batches."""
    data = config.samples * 8 * (_columns(config) - 1) + config.samples * _columns(config) * itemsize
    if config.batch_size is None or config.batch_size == config.train_samples:
        return data
    batches = ceil(config.train_samples / config.batch_size)
    return data + config.train_samples * (8 + _columns(config) * itemsize) + 256 * batches


def _steps(config: ExperimentConfig, itemsize: int) -> int:
    whole = config.batch_size or config.train_samples
    return sum(_step(config, size, itemsize) for size in (whole, config.train_samples % whole) if size)


def _step(config: ExperimentConfig, size: int, itemsize: int) -> int:
    """A recorded training step: the arrays of a block and of a shorter last one, and the list of calls."""
    a_sample = blockwise.bytes_a_sample(config.sizes, itemsize)
    block = block_size(size, a_sample, blockwise.MOST)
    work = (WORK * itemsize + 1) * _rows(config) + _columns(config) * itemsize
    calls = ceil(size / block) * CALLS_A_LAYER * (len(config.sizes) - 1) * 32
    return (block + (size % block and block)) * (a_sample + work) + size * _columns(config) * itemsize + calls


def _passes(config: ExperimentConfig, itemsize: int) -> int:
    """The evaluator's passes over blocks of both parts."""
    a_sample = _forward(config, itemsize) + sum(config.sizes[1:-1]) + 8 * config.sizes[-1]
    parts = config.train_samples, config.samples - config.train_samples
    blocks = {evaluation.size_of_block(part, config.sizes, itemsize) for part in parts if part}
    return a_sample * sum(blocks)
