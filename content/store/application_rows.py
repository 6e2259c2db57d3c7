"""An application as a row of its table, and as the record its history keeps."""

from dataclasses import fields
from typing import Any

from content.registers.applications import Application, Draft, State
from content.registers.steps import NAMES, Steps
from content.registers.trace import as_json
from content.tables import ApplicationRow

APART = ("number", "draft", "steps", "visitor", "origin")
OWN = tuple(one.name for one in fields(Application) if one.name not in APART)


def columns(application: Application) -> dict[str, Any]:
    """The row's columns but those that never change, and the visitor."""
    draft = application.draft
    shown = {name: getattr(application, name) for name in OWN}
    return {
        **shown,
        "way": draft.way.value,
        "applicant_kind": draft.applicant_kind.value,
        "phone_tail": draft.phone_tail,
        "steps": application.steps.as_record(),
        "record": draft.as_record(),
    }


def record_of(application: Application) -> dict[str, Any]:
    """Every field as JSON, for the history; each step is one."""
    own = {name: as_json(getattr(application, name)) for name in OWN}
    steps = dict.fromkeys(NAMES) | application.steps.as_record()
    return {**application.draft.as_record(), **own, **steps}


def of_row(row: ApplicationRow) -> Application:
    own = {name: getattr(row, name) for name in OWN}
    own["state"] = State(row.state)
    return Application(
        number=row.number,
        draft=Draft.of_record(row.record),
        steps=Steps.of_record(row.steps),
        visitor=row.visitor,
        origin=row.origin,
        **own,
    )
