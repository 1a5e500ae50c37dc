"""Prints the CPU seconds of one epoch of the page's experiment, trained by the core of a checkout alone.
Started as a file of its own with another checkout on PYTHONPATH: it may use nothing of this one.
"""

import sys
from time import process_time

import nnviz

WARM_UP, SECONDS = 200, 2.0  # epochs that are not counted; CPU seconds of training
PATIENCE = 0.05  # seconds that the page gives an epoch at most


def main() -> None:
    """Train as the page does at one epoch a picture, without pictures."""
    trainer = nnviz.Experiment(nnviz.ExperimentConfig()).trainer
    for epoch in range(WARM_UP):
        trainer.run_for(PATIENCE, most_epochs=epoch + 1)
    done, start = WARM_UP, process_time()
    while process_time() < start + SECONDS:
        done += 1
        trainer.run_for(PATIENCE, most_epochs=done)
    sys.stdout.write(str((process_time() - start) / (done - WARM_UP)))


if __name__ == "__main__":
    main()
