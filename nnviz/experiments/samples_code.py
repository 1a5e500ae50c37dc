"""The samples of a problem as lines of NumPy: drawn once more where they are drawn, else written down.
What draws them is read off the core's own source, so there is no second version of it.
"""

import ast
import inspect
import textwrap
from collections.abc import Callable, Iterator, Mapping
from types import MappingProxyType

import numpy as np

from nnviz.datasets import CURVES, FEATURES
from nnviz.datasets import plane_data as plane
from nnviz.experiments.parts import ARTICLE, Problem
from nnviz.validation import Array

# What each data set of the plane is drawn with, in the order in which a program needs it.
DRAWING: Mapping[str, tuple[Callable[..., object], ...]] = MappingProxyType(
    {
        **{
            one.__name__: (plane._in_turn, plane._start, plane._plane, one)
            for one in (plane.circle, plane.xor, plane.gauss, plane.spiral, plane.moons, plane.checkerboard)
        },
        "three": (plane._in_turn, plane.three),
    }
)


def samples_code(problem: Problem, X: Array, T: Array) -> str:
    """Write the lines that make X (samples, inputs) and T (samples, outputs) of a problem, all of its samples
    in original units and in their order.

    Parameters
    ----------
    problem : Problem
    X, T : Array
        The samples themselves, for those that nothing draws; T as it is before it is coded.

    Returns
    -------
    str
        Lines of a program that has `np`.
    """
    drawn = _DRAWN.get(problem.dataset)
    return drawn(problem) if drawn else _written(X, T)


def coding_code(problem: Problem, T: Array) -> str:
    """The line that codes the classes of T, "" where they stay as they are."""
    if problem.coding == "signed":
        return "T = 2 * T - 1  # -1 and 1, which the output reaches"
    if problem.coding == "one_hot" and T.shape[1] == 1:
        return f"T = np.eye({problem.outputs})[T[:, 0].astype(int)]  # a column for each class"
    return ""


def features_code(problem: Problem) -> str:
    """The lines that make the inputs of the network from points of the plane, "" where they are these."""
    if not problem.features:
        return ""
    codes = ", ".join(FEATURES[name].code for name in problem.features)
    return f"x, y = X.T\nX = np.stack([{codes}], axis=1)  # what the network sees of a point"


def plain_source(function: Callable[..., object]) -> str:
    """The source of a function of the core without types, checks, and all of its docstring but one line.

    Parameters
    ----------
    function : callable
        It may check what it is given by `nnviz.validation` and make a `Dataset`, which becomes (X, T).

    Returns
    -------
    str

    Examples
    --------
    >>> print(plain_source(plane._plane))
    def _plane(X, classes):
        return (X, classes[:, None].astype(float))
    """
    tree = ast.parse(textwrap.dedent(inspect.getsource(function)))
    return ast.unparse(ast.fix_missing_locations(_Plain().visit(tree)))


class _Plain(ast.NodeTransformer):
    """Takes types and checks out of a tree."""

    def visit_FunctionDef(self, node: ast.FunctionDef) -> ast.AST:
        self.generic_visit(node)
        node.returns = None
        for arg in node.args.args:
            arg.annotation = None
        said = ast.get_docstring(node)
        if said:
            node.body[0] = ast.Expr(ast.Constant(said.splitlines()[0]))
        return node

    def visit_Expr(self, node: ast.Expr) -> ast.AST | None:
        self.generic_visit(node)
        call = node.value
        checks = isinstance(call, ast.Call) and isinstance(call.func, ast.Name) and call.func.id in _CHECKS
        return None if checks else node

    def visit_Call(self, node: ast.Call) -> ast.AST:
        self.generic_visit(node)
        name = node.func.id if isinstance(node.func, ast.Name) else ""
        if name == "Dataset":
            return ast.Tuple(node.args[:2], ast.Load())
        if name == "sample_count":
            return node.args[0]
        if name == "seeded":
            node.func = ast.parse("np.random.default_rng", mode="eval").body
        return node

    def visit_Name(self, node: ast.Name) -> ast.AST:
        known = {"pi": "np.pi", "sqrt": "np.sqrt"}
        return ast.parse(known[node.id], mode="eval").body if node.id in known else node


_CHECKS = ("not_negative",)


# -- what is drawn ------------------------------------------------------------------------------------
def _plane_code(problem: Problem) -> str:
    functions = [plain_source(one) for one in DRAWING[problem.dataset]]
    given = problem.entry.defaults | dict(problem.parameters)
    values = ", ".join(f"{name}={value!r}" for name, value in given.items())
    return "\n\n\n".join([*functions, f"X, T = {problem.dataset}({values})"])


def _curve_code(problem: Problem) -> str:
    given = problem.entry.defaults | dict(problem.parameters)
    curve = CURVES[str(given["curve"])]
    low, high = given.get("low", curve.low), given.get("high", curve.high)
    n, where = given["samples"], f"{low} + {float(high) - float(low)}"
    drawn = {
        "even": f"{where} * rng.permutation({n}) / {n}",
        "drawn": f"rng.uniform({low}, {high}, {n})",
    }
    lines = [
        f"rng = np.random.default_rng({given['seed']})",
        f"x = {drawn[str(given['spread'])]}",
        f"y = {curve.code}",
        f"y = y + {given['noise']} * np.ptp(y) / 2 * rng.normal(size={n})",
        "X, T = x[:, None], y[:, None]",
    ]
    return "\n".join(lines)


_RULE = "a, b = X.T\nT = np.stack([a + b, a - b, np.abs(a - b)], axis=1)"


def _article_code(problem: Problem) -> str:
    given = problem.entry.defaults | dict(problem.parameters)
    return (
        "stream = np.random.RandomState(42)  # the article's own stream of random numbers\n"
        f"X = (stream.rand(2, {given['samples']}) * 100).T\n{_RULE}"
    )


def _arithmetic_code(problem: Problem) -> str:
    given = problem.entry.defaults | dict(problem.parameters)
    rng = f"np.random.default_rng({given['seed']})"
    return f"X = {rng}.uniform(0, 100, ({given['samples']}, 2))\n{_RULE}"


_DRAWN: Mapping[str, Callable[[Problem], str]] = MappingProxyType(
    {
        ARTICLE: _article_code,
        "arithmetic": _arithmetic_code,
        "curve": _curve_code,
        **dict.fromkeys(DRAWING, _plane_code),
    }
)


# -- what is written down -----------------------------------------------------------------------------
def _written(X: Array, T: Array) -> str:
    table = np.hstack([X, T])
    inputs, columns = X.shape[1], table.shape[1]
    return (
        f'table = """\n{"".join(_rows(table))}"""\n'
        f"table = np.array(table.split(), float).reshape(-1, {columns})\n"
        f"X, T = table[:, :{inputs}], table[:, {inputs}:]"
    )


def _rows(table: Array) -> Iterator[str]:
    """Every row as a line, with all digits, but no point behind whole numbers."""
    for row in table.tolist():
        yield " ".join(repr(value).removesuffix(".0") for value in row) + "\n"
