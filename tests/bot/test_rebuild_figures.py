"""Figures that differ from the log are made anew from it, by somebody who may."""

from datetime import timedelta

import pytest

from bot.actions.errors import NotAllowed
from bot.actions.publish import publish
from bot.actions.rebuild_figures import rebuild_figures
from tests.bot.office import Office


def test_figures_that_differ_are_made_anew_from_the_log(office: Office) -> None:
    ordered = publish(office.app, "周八", office.approved(), now=office.now).deliveries
    office.app.engine.run_dispatches([one.dispatch_id for one in ordered], timedelta(seconds=20))
    with office.app.store.write() as work:
        work.session.connection().exec_driver_sql("UPDATE tallies SET count = count + 7")
    assert rebuild_figures(office.app, "吴九")
    with office.app.store.read() as work:
        assert work.figures.check() == []


def test_not_everybody_may(office: Office) -> None:
    with pytest.raises(NotAllowed):
        rebuild_figures(office.app, "张三")
