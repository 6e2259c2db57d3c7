"""What is due about applications: one line per term, from the office or from others."""

from dataclasses import replace
from datetime import date, datetime

from content.registers.applications import Application, State
from content.registers.clocks import opinion_due, received, reckoned, submitted
from content.registers.due import Matter, due
from content.registers.steps import Asked, Consultation, Extension, Fee, FeeBasis, Steps, Supplement
from content.registers.working_days import AnnouncedDays
from content.zone import SHANGHAI
from tests.content.registers.applicants import COMPANY

CALENDAR = AnnouncedDays()
MONDAY = date(2025, 3, 3)
CAME = datetime(2025, 3, 3, 9, 0, tzinfo=SHANGHAI)
ASKED = Supplement(asked_on=MONDAY, until=date(2025, 3, 14))
OPINION = Consultation(party="甲公司", asked=Asked.THIRD_PARTY, asked_on=MONDAY, until=opinion_due(MONDAY, CALENDAR))
FEE = Fee(noticed_on=MONDAY, basis=FeeBasis.BY_PAGE, fen=100, until=date(2025, 3, 20))
EXTENSION = Extension(on=MONDAY, days=1, approved_by="王五")


def one(number: str, steps: Steps | None = None, state: State = State.WORKING) -> Application:
    made = received(replace(submitted(COMPANY, CAME, CALENDAR), number=number), MONDAY, CALENDAR)
    return reckoned(replace(made, state=state, steps=steps or Steps()), CALENDAR)


def matters(applications: list[Application], today: date, *, unclear: tuple[str, ...] = ()) -> list[tuple[str, Matter]]:
    return [(line.application.number, line.matter) for line in due(applications, today, CALENDAR, unclear=unclear)]


def test_an_answer_due_soon_says_whether_it_may_still_be_extended() -> None:
    plain, extended = one("1"), one("2", Steps(extension=EXTENSION))
    soon = due([plain, extended], date(2025, 3, 28), CALENDAR)
    assert [(line.application.number, line.extendable, line.says) for line in soon] == [
        ("1", True, "还可以延长一次"),
        ("2", False, ""),
    ]
    assert not due([plain], date(2025, 4, 7), CALENDAR)[0].extendable


def test_terms_of_others_are_listed_once_they_are_over_with_what_to_do_then() -> None:
    waiting = [one("1", Steps(supplement=ASKED)), one("2", Steps(consultations=(OPINION,))), one("3", Steps(fee=FEE))]
    assert matters(waiting, date(2025, 3, 14)) == []
    assert matters(waiting, date(2025, 3, 25)) == [
        ("1", Matter.COMPLETION),
        ("3", Matter.FEE),
        ("2", Matter.OPINION),
    ]
    assert all(line.is_overdue and line.says for line in due(waiting, date(2025, 3, 25), CALENDAR))


def test_the_silence_of_another_office_is_consent_and_that_of_a_third_party_leaves_it_to_us() -> None:
    asked = (OPINION, replace(OPINION, party="市档案馆", asked=Asked.OFFICE))
    third, office = (line.says for line in due([one("1", Steps(consultations=asked))], date(2025, 3, 27), CALENDAR))
    assert "由本机关决定" in third
    assert "视为同意公开（第三十四条）" in office


def test_what_an_application_lacks_is_to_be_asked_for_within_seven_working_days() -> None:
    lacking = [one("1"), one("2", Steps(supplement=ASKED))]
    assert matters(lacking, date(2025, 3, 12), unclear=("1", "2")) == [("1", Matter.SUPPLEMENT)]
    assert matters(lacking, date(2025, 3, 13), unclear=("1", "2")) == []
    assert matters(lacking, date(2025, 3, 12)) == []


def test_nothing_is_due_of_what_is_closed_or_voided() -> None:
    done = [one("1", Steps(supplement=ASKED), State.CLOSED), one("2", state=State.VOIDED)]
    assert matters(done, date(2025, 6, 2), unclear=("1", "2")) == []
