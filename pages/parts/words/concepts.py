"""The concepts that are explained, by subject: where each can be seen, and its small picture if it has one.
What is said of them stands in `words.toml`, in both languages."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from pages.parts.words.pictures import PICTURES
from pages.shared.page_entry import Query
from pages.shared.player.static_scene import Still


@dataclass(frozen=True)
class Concept:
    """One word: the `page` on which it can be seen, with the settings that show it."""

    page: str
    query: Query = field(default_factory=dict)


def arrays(x: str, op: str = "look", y: str = "", **more: str) -> Concept:
    """A moment of the page Arrays."""
    return Concept("arrays", {"x": x, "op": op} | ({"y": y} if y else {}) | more)


def product(a: str, b: str, view: str = "cell", **more: str) -> Concept:
    """A moment of the page Matrix product."""
    return Concept("product", {"a": a, "b": b, "view": view} | more)


def neuron(w: str, b: str, activation: str, x: str, **more: str) -> Concept:
    """A neuron with its weights and its bias, and the inputs of its samples."""
    return Concept("neuron", {"w": w, "b": b, "activation": activation, "x": x} | more)


def gate(view: str, name: str, **more: str) -> Concept:
    """A neuron as a gate, or one that learns it."""
    return Concept("neuron", {"view": view, "gate": name} | more)


def network(**more: str) -> Concept:
    """A moment of the page Network."""
    return Concept("network", more)


def backprop(**more: str) -> Concept:
    """A training step of the page Backpropagation."""
    return Concept("backprop", more)


def walk(method: str, step: str = "8") -> Concept:
    """A walk downhill of one of the optimizers."""
    return backprop(view="optimizers", method=method, step=step)


def train(**more: str) -> Concept:
    """A run of the page Train."""
    return Concept("train", more)


TABLE, THREE = "[[1,2,3],[4,5,6]]", ("1,2;3,4;5,6", "1,2,3;4,5,6")
CURVE = ("1", "0", "-3;-2;-1;0;1;2;3")  # one weight 1, no bias, and inputs on both sides of 0
CELL = ("1,1,1", "-3", "step", "0,0,0;1,0,0;1,1,0;1,1,1")
LEARNS = {"stream": "seeded", "seed": "4", "batch_size": "128"}
DIGITS = {"view": "digits"}
XOR = {"layers": "2sigmoid-1sigmoid", "x": "0,0;0,1;1,0;1,1", "y": "0;1;1;0", "loss": "binary_cross_entropy"}
FIVE = {"layers": "2sigmoid-2sigmoid-2sigmoid-2sigmoid-1linear", "x": "0.5,-0.3", "y": "1"}
# All weights 0, and the output the mean of the targets: every gradient is 0, but other weights do better.
SADDLE = {
    **{"layers": "2tanh-1linear", "x": XOR["x"], "y": XOR["y"], "w1": "0,0;0,0", "b1": "0,0"},
    **{"w2": "0;0", "b2": "0.5", "step": "15"},
}
FIRST_WEIGHT = {"chosen": "W1[0,1]", "step": "10"}  # at the step that makes dW1


def curve(activation: str, **more: str) -> Concept:
    """An activation function, seen on one neuron."""
    w, b, x = CURVE
    return neuron(w, b, activation, x, reach="10", **more)


SUBJECTS: Mapping[str, Mapping[str, Concept]] = {
    "arrays": {
        "array": arrays("[[[1,2],[3,4],[5,6]],[[7,8],[9,10],[11,12]]]"),
        "shape": arrays(TABLE),
        "axis": arrays(TABLE, "sum", axis="0"),
        "elementwise": arrays("[[1,2,3],[1,2,3]]", "multiply", "[[1,2,3],[1,2,3]]"),
        "broadcasting": arrays("[[1,2],[3,4]]", "multiply", "[10,20]"),
        "transpose": arrays(TABLE, "transpose"),
        "dtype": arrays("[5,3,-2]", "subtract_into", "[0.5,0.5,0.5]"),
        "dot_product": product("[1,2,3]", "[4,5,6]"),
        "matrix_product": product(*THREE),
        "outer_product": product(*THREE, "outer"),
        "linear_combination": product(*THREE, "columns"),
        "identity_matrix": product("1,2,3;4,5,6;7,8,9", "1,0,0;0,1,0;0,0,1"),
        "data_flow": product("1,2;3,4;5,6", "1,2,3,4;5,6,7,8", "flow"),
        "memory_order": product(*THREE, layout="F"),
    },
    "neuron": {
        "neuron": neuron("2,-1,1", "-3", "step", "1,1,2"),
        "nerve_cell": neuron(*CELL, reach="3", story="cell"),
        "weight": neuron("2", "0", "linear", "-3;-1;1;3", reach="10"),
        "bias": neuron("2", "5", "linear", "-3;-1;1;3", reach="10"),
        "threshold": neuron(*CELL, reach="3"),
        "z_and_a": curve("sigmoid"),
        "logic_gate": gate("gates", "AND"),
        "truth_table": gate("gates", "NAND"),
        "linearly_separable": gate("gates", "XOR"),
        "decision_boundary": neuron("0.5,0.5", "-0.7", "step", "0,0;1,0;0,1;1,1", reach="3"),
        "perceptron": gate("perceptron", "XOR"),
        "perceptron_rule": gate("perceptron", "AND"),
    },
    "activations": {
        "activation_function": curve("tanh"),
        "step_function": curve("step"),
        "sigmoid": curve("sigmoid"),
        "tanh": curve("tanh"),
        "relu": curve("relu"),
        "leaky_relu": curve("leaky_relu"),
        "softplus": curve("softplus"),
        "elu": curve("elu"),
        "gelu": curve("gelu"),
        "swish": curve("swish"),
        "which_activation": curve("relu"),
        "saturation": neuron("1", "0", "sigmoid", "-9;-6;0;6;9", reach="10"),
    },
    "network": {
        "layer": network(base="one_layer"),
        "hidden_layer": network(base="three_layers"),
        "forward_pass": network(base="three_layers"),
        "parameter": train(),
        "hyperparameter": train(),
        "nonlinear": network(base="three_layers", collapsed="1"),
        "logit": network(view="softmax"),
        "softmax": network(view="softmax"),
        "unit_map": train(),
    },
    "loss": {
        "loss": train(),
        "squared_error": train(),
        "cross_entropy": network(**DIGITS),
        "logarithm": train(),
        "derivative": curve("tanh"),
        "gradient": backprop(**FIRST_WEIGHT),
        "loss_surface": walk("sgd"),
        "gradient_descent": train(),
        "update": backprop(step="12"),
        "chain_rule": backprop(**FIRST_WEIGHT),
        "backpropagation": backprop(step="9"),
        "delta": backprop(chosen="z1[0,0]", step="9"),
        "gradient_check": backprop(**FIRST_WEIGHT),
    },
    "training": {
        "learning_rate": train(**LEARNS, rate="0.1"),
        "epoch": train(**LEARNS),
        "batch": train(**LEARNS),
        "reduction": backprop(**XOR, reduction="sum"),
        "optimizer": walk("sgd"),
        "sgd": train(**LEARNS, optimizer="sgd"),
        "momentum": walk("momentum"),
        "nesterov": walk("nesterov"),
        "adagrad": walk("adagrad"),
        "rmsprop": walk("rmsprop"),
        "adam": walk("adam"),
        "bias_correction": walk("adam", step="1"),
        "initializer": train(stream="seeded", init="zeros"),
        "seed": train(stream="seeded", seed="4"),
        "l2": train(**LEARNS, l2="0.01"),
    },
    "trouble": {
        "vanishing_gradient": backprop(**FIVE),
        "dead_unit": train(),
        "plateau": train(epochs="20000"),
        "saddle_point": backprop(**SADDLE),
        "divergence": train(stream="seeded", hidden="", standardise="0"),
        "nan": network(view="softmax"),
        "overfitting": train(stream="seeded", samples="20", hidden="32tanh-32tanh", optimizer="adam"),
    },
    "data": {
        "sample": network(base="one_layer"),
        "target": network(**DIGITS),
        "train_test": train(train_fraction="0.7"),
        "generalization": train(stream="seeded", samples="60"),
        "leakage": network(**DIGITS, learn="one"),
        "standardize": train(standardise="0"),
    },
}
CONCEPTS: Mapping[str, Concept] = {
    name: one for concepts in SUBJECTS.values() for name, one in concepts.items()
}


def picture(name: str) -> Still | None:
    """Return the small picture of a concept, or None; each is made once."""
    make: Callable[[], Still] | None = PICTURES.get(name)
    return make() if make else None
