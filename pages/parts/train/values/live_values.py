"""The values that a run follows while it trains: they change nothing of its past."""

from dataclasses import dataclass

from nnviz import ExperimentConfig, Trainer


@dataclass(frozen=True)
class LiveValues:
    """The learning rate, the strengths of the penalties, the longest gradient, how many samples a batch has,
    and the activation of every hidden layer."""

    rate: float
    l2: float
    l1: float
    clip: float | None
    batch_size: int
    activations: tuple[str, ...]

    @classmethod
    def asked(cls, config: ExperimentConfig) -> "LiveValues":
        """Return those of an experiment that is asked for."""
        size = config.batch_size or config.train_samples
        activations = tuple(activation for _, activation in config.hidden)
        return cls(config.rate, config.l2, config.l1, config.clip, size, activations)

    @classmethod
    def of(cls, trainer: Trainer, rate: float) -> "LiveValues":
        """Return those of a trainer, whose learning rate is known better by the run."""
        activations = tuple(trainer.net.activations[:-1])
        return cls(rate, trainer.l2, trainer.l1, trainer.clip, trainer.batch_size, activations)

    def give(self, trainer: Trainer) -> None:
        """Let a trainer go on with these, but for the learning rate."""
        for name in ("l2", "l1", "clip", "batch_size"):
            if getattr(trainer, name) != getattr(self, name):
                setattr(trainer, name, getattr(self, name))
        for layer, (now, asked) in enumerate(zip(trainer.net.activations, self.activations, strict=False), 1):
            if now != asked:
                trainer.change_activation(layer, asked)
