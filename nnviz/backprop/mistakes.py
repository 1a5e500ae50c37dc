"""Common mistakes of those who write backpropagation themselves, each a real, altered list of calls.
The table says for each which networks it can be made in, and where its first wrong number is.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from nnviz.backprop import gradient_mistakes as gradient
from nnviz.backprop import loss_mistakes as losses
from nnviz.backprop import shape_mistakes as shape
from nnviz.backprop import slope_mistakes as slope
from nnviz.backprop import update_mistakes as update
from nnviz.backprop.alterations import finished
from nnviz.backprop.recorded_parts import Recording
from nnviz.networks.activations import ACTIVATIONS
from nnviz.networks.losses import LOSSES
from nnviz.networks.network import Network
from nnviz.validation import choice

Refuse = Callable[["Situation"], str]


@dataclass(frozen=True)
class Situation:
    """What a mistake is to be made in: a network, so many samples, a loss and its reduction, by name."""

    network: Network
    samples: int
    loss: str
    reduction: str

    @property
    def sloped(self) -> tuple[int, ...]:
        """The layers with a slope in their delta, counted from 1."""
        names = list(self.network.activations)
        if LOSSES[self.loss].partner is not None:
            names[-1] = "linear"  # the loss cancels the slope of the output
        return tuple(layer for layer, name in enumerate(names, 1) if ACTIVATIONS[name].slope is not None)

    @property
    def layers(self) -> int:
        """How many there are."""
        return len(self.network.weights)


@dataclass(frozen=True)
class Mistake:
    """One common mistake.

    `first` names the array with the first wrong number, of a network with so many layers (`last`) or of the
    layer before the last (`hidden`); where the mistake makes no difference there, a later one. `refusal` says
    why it cannot be made, "" if it can. `alter` makes the altered recording, `prepare` the network that a
    training with it starts from, if that is another. It shows from the step of number `shows_from` on,
    counted from 1.
    """

    name: str
    first: str
    alter: Callable[[Recording], Recording] = lambda recording: recording
    refusal: Refuse = lambda _: ""
    prepare: Callable[[Network], Network] | None = None
    shows_from: int = 1

    def earliest(self, network: Network) -> str:
        """The array of this network with the first wrong number."""
        last = len(network.weights)
        return self.first.format(last=last, hidden=last - 1)

    def why_not(self, situation: Situation) -> str:
        """Why the mistake cannot be made there, and what to do; "" if it can."""
        said = self.refusal(situation)
        return f"the mistake {self.name!r} {said}" if said else ""

    def altered(self, recording: Recording) -> Recording:
        """The recording with the mistake."""
        return finished(self.alter(recording))


def _needs_slope(at: Situation) -> str:
    return "" if at.sloped else "needs a layer with a slope in its delta; make a hidden layer with sigmoid"


def _needs_other_slope_at_output(at: Situation) -> str:
    names = [at.network.activations[layer - 1] for layer in at.sloped]
    if any(not ACTIVATIONS[name].kink and not ACTIVATIONS[name].refusal for name in names):
        return ""
    return "needs a layer whose slope at a is not that at z; make a hidden layer with sigmoid or tanh"


def _needs_slope_above(at: Situation) -> str:
    if any(layer > 1 for layer in at.sloped):
        return ""
    return (
        "needs a slope in the delta of layer 2 or a later one; use another activation or half_squared_error"
    )


def _needs_sloped_hidden(at: Situation) -> str:
    if any(layer < at.layers for layer in at.sloped):
        return ""
    return "needs a hidden layer with a slope; make one with sigmoid"


def _needs_hidden(at: Situation) -> str:
    return "" if at.layers > 1 else "needs a hidden layer, got one layer; add a layer"


def _needs_bias(at: Situation) -> str:
    return "" if any(at.network.has_bias) else "needs a bias; make the network with bias=True"


def _needs_bias_above(at: Situation) -> str:
    if all(at.network.has_bias[1:]):
        return _needs_hidden(at)
    return "needs a bias in every layer from 2 on; make the network with bias=True"


def _needs_mean(at: Situation) -> str:
    if at.reduction == "mean" and at.samples > 1:
        return ""
    return "needs the mean over two samples or more; use reduction='mean' and add rows to X and Y"


def _needs_softmax(at: Situation) -> str:
    if at.network.activations[-1] == "softmax":
        return ""
    return "needs the output activation softmax; use it with loss='cross_entropy'"


def _needs_logarithm(at: Situation) -> str:
    if at.loss in losses.NAIVE_LOSSES:
        return ""
    return f"needs a loss with a logarithm, got {at.loss!r}; use {' or '.join(losses.NAIVE_LOSSES)}"


def _needs_one_output(at: Situation) -> str:
    if at.network.sizes[-1] == 1 and at.samples > 1 and at.loss in shape.PAIRWISE:
        return ""
    return f"needs one output, two samples or more, and {' or '.join(shape.PAIRWISE)}; change what is missing"


def _needs_other_axis(at: Situation) -> str:
    if at.samples == 1 and set(at.network.sizes[1:]) == {1}:
        return "needs a delta of more than one number; add rows to X and Y"
    return _needs_bias(at)


MISTAKES: Mapping[str, Mistake] = {
    mistake.name: mistake
    for mistake in (
        Mistake("plus_for_minus", "newW1", update.plus_for_minus),
        Mistake("slope_forgotten", "delta{last}", slope.slope_forgotten, _needs_slope),
        Mistake("slope_twice", "delta{last}", slope.slope_twice, _needs_slope),
        Mistake("slope_of_output", "delta{last}", slope.slope_of_output, _needs_other_slope_at_output),
        Mistake("slope_negative", "delta{last}", slope.slope_negative, _needs_slope),
        Mistake("slope_not_passed_back", "delta{hidden}", slope.slope_not_passed_back, _needs_slope_above),
        Mistake("derivative_one_layer_early", "delta{last}", shape.derivative_one_layer_early, _needs_slope),
        Mistake(
            "matrix_product_for_slope", "delta{hidden}", shape.matrix_product_for_slope, _needs_sloped_hidden
        ),
        Mistake("bias_row_kept", "delta{hidden}", shape.bias_row_kept, _needs_bias_above),
        Mistake("flat_targets", "loss", shape.flat_targets, _needs_one_output),
        Mistake("own_output", "dW{last}", gradient.own_output),
        Mistake("gradient_transposed", "dW{last}", gradient.gradient_transposed),
        Mistake("value_for_error", "delta{hidden}", slope.value_for_error, _needs_hidden),
        Mistake(
            "new_weights_for_hidden_delta",
            "delta{hidden}",
            update.new_weights_for_hidden_delta,
            _needs_hidden,
        ),
        Mistake("sum_for_mean", "delta{last}", gradient.sum_for_mean, _needs_mean),
        Mistake("db_wrong_axis", "db{last}", gradient.db_wrong_axis, _needs_other_axis),
        Mistake("gradients_not_zeroed", "dW{last}", gradient.gradients_not_zeroed, shows_from=2),
        Mistake("nodes_not_zeroed", "delta{last}", gradient.nodes_not_zeroed, shows_from=2),
        Mistake("biases_left_alone", "newb1", update.biases_left_alone, _needs_bias),
        Mistake("softmax_wrong_axis", "a{last}", losses.softmax_wrong_axis, _needs_softmax),
        Mistake("softmax_no_shift", "a{last}", losses.softmax_no_shift, _needs_softmax),
        Mistake("log_of_zero", "loss", losses.log_of_zero, _needs_logarithm),
        Mistake("all_weights_zero", "W1", prepare=update.all_zero),
        Mistake("no_bias", "b1", refusal=_needs_bias, prepare=update.without_bias),
        Mistake("integer_array", "W1", update.integer_array, prepare=update.whole_numbers),
    )
}


def mistake_called(name: str, situation: Situation | None = None) -> Mistake:
    """The mistake of this name; ValueError with the reason if it cannot be made in that situation."""
    found = MISTAKES[choice("mistake", name, MISTAKES)]
    said = "" if situation is None else found.why_not(situation)
    if said:
        raise ValueError(said)
    return found
