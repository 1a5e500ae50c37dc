"""Curves as sound: their panels name fields that frames have, and no least loss is missed."""

import numpy as np

from pages.parts.backprop.one_step.loss_curve import heard
from pages.shared.protocol.panels import FigurePanel, ScenePanel
from pages.shared.scenes.loss_points import POINTS
from tests.pages.gallery import specs


def test_what_is_heard_of_a_scene_are_fields_of_its_frames_side_by_side() -> None:
    found = []
    for name, spec in specs():
        lengths = {one.name: one.length for one in (*spec.layout.fields, *spec.layout.once)}
        for panel in spec.panels:
            if isinstance(panel, ScenePanel) and panel.heard:
                found.append(name.split()[0])
                known = {lengths[panel.heard.x], *(lengths[field] for field, _ in panel.heard.lines)}
                assert len(known) == 1
                assert all(word for _, word in panel.heard.lines)
    assert set(found) == {"training"}


def test_curves_of_a_figure_have_names_to_be_told_by() -> None:
    for _, spec in specs():
        for panel in spec.panels:
            if isinstance(panel, FigurePanel) and panel.curves:
                assert all(panel.figure.data[line.trace].name for line in panel.curves.lines)


def test_few_steps_are_heard_one_by_one() -> None:
    steps, losses = heard(np.array([0.5, np.nan, 0.25]))
    assert steps[:3].tolist() == [0, 1, 2]
    assert losses[[0, 2]].tolist() == [0.5, 0.25]
    assert len(steps) == len(losses) == POINTS
    assert np.isnan([losses[1], *steps[3:], *losses[3:]]).all()


def test_of_many_steps_the_first_the_last_and_the_least_are_heard() -> None:
    known = np.linspace(2.0, 1.0, 5000)
    known[1234] = 0.125
    steps, losses = heard(known)
    assert (steps[0], steps[-1]) == (0, 4999)
    assert losses[steps == 1234].tolist() == [0.125]
    assert (np.diff(steps) > 0).all()
    assert np.array_equal(losses, known[steps.astype(int)])


def test_a_loss_that_is_no_number_is_heard_without_one() -> None:
    steps, losses = heard(np.full(300, np.nan))
    assert not np.isnan(steps).any()
    assert np.isnan(losses).all()
