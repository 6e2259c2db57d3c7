"""Items in lists: the state that a list tells and the state it is narrowed to are the same, on both databases."""

from collections.abc import Callable, Iterator, Mapping
from datetime import timedelta
from pathlib import Path

import pytest

from bot.actions.cancel import cancel
from bot.actions.emergency import emergency
from bot.actions.publish import publish
from bot.actions.return_ import return_
from bot.actions.tidy import tidy
from bot.actions.withdraw import withdraw
from bot.views.items import items
from content.delivery import State
from content.item_state import ItemState
from content.store.item_list import Wanted
from tests.bot.office import Office, make_office


@pytest.fixture
def office(tmp_path: Path, address: str) -> Iterator[Office]:
    office = make_office(tmp_path, database=f'"{address}"')
    office.register()
    yield office
    office.app.close()


def written(office: Office) -> Path:
    """Another item each time."""
    return office.item(f"关于第{len(list(office.folder.glob('稿件*.md')))}次检查的通知")


def returned(office: Office) -> str:
    ref = office.submitted(written(office))
    return_(office.app, "李四", ref, reason="请写明检查的范围。", now=office.now)
    return ref


def in_an_emergency(office: Office) -> str:
    ref = office.submitted(written(office))
    for name in ("赵六", "周八"):
        emergency(office.app, name, ref, reason="汛情紧急。", now=office.now)
    return ref


def on_its_way(office: Office) -> str:
    ref = office.approved(written(office))
    publish(office.app, "周八", ref, at=office.now + timedelta(hours=1), now=office.now)
    return ref


def video(office: Office, name: str) -> Path:
    path = office.video_item()
    path.write_text(path.read_text("utf-8").replace("一分钟", name), "utf-8")
    return path


def ended(office: Office, *states: State) -> str:
    """A video whose dispatches to website and Douyin came to these ends."""
    ref = office.put_out(office.approved(video(office, str(states[-1]))))
    with office.app.store.write() as work:
        for delivery, state in zip(work.deliveries.of_item(ref[:10]), states, strict=True):
            work.dispatches.move(
                delivery.dispatch_id, work.dispatches.get(delivery.dispatch_id).attempt, list(State), state=state
            )
    return ref


def failed(office: Office) -> str:
    ref = on_its_way(office)
    with office.app.store.write() as work:
        work.dispatches.move(work.deliveries.of_item(ref[:10])[0].dispatch_id, 0, [State.DUE], state=State.FAILED)
    return ref


def withdrawn(office: Office) -> str:
    ref = office.put_out(office.approved(written(office)))
    withdraw(office.app, "周八", ref, reason="内容已过期。", now=office.now)
    tidy(office.app)
    return ref


def cancelled(office: Office) -> str:
    ref = on_its_way(office)
    cancel(office.app, "周八", f"{ref}@website", now=office.now)
    return ref


def kept(office: Office) -> str:
    return office.approved(office.item("征收补偿协议", disclosure="依申请公开", disclosure_reason="涉及个人隐私。"))


WAYS: Mapping[ItemState, Callable[[Office], str]] = {
    ItemState.SUBMITTED: lambda office: office.submitted(written(office)),
    ItemState.RETURNED: returned,
    ItemState.EMERGENCY: in_an_emergency,
    ItemState.APPROVED: lambda office: office.approved(written(office)),
    ItemState.ON_ITS_WAY: on_its_way,
    ItemState.UNCONFIRMED: lambda office: ended(office, State.SETTLED, State.UNCONFIRMED),
    ItemState.PARTLY: lambda office: ended(office, State.SETTLED, State.FAILED),
    ItemState.FAILED: failed,
    ItemState.LIVE: lambda office: office.put_out(office.approved(written(office))),
    ItemState.WITHDRAWN: withdrawn,
    ItemState.CANCELLED: cancelled,
    ItemState.REGISTERED: kept,
}


def test_every_state_is_told_and_found(office: Office) -> None:
    refs = {state: make(office) for state, make in WAYS.items()}
    told = {one.ref: one.state for one in items(office.app, Wanted()).items}
    assert told == {ref: state for state, ref in refs.items()}
    for state, ref in refs.items():
        assert [one.ref for one in items(office.app, Wanted(state=state)).items] == [ref], state


def test_items_are_found_by_what_staff_remember_of_them(office: Office) -> None:
    ref = office.submitted(office.item("关于 5G 基站的通告", document_number="示高管〔2025〕12号"))
    other = office.submitted(written(office))
    for text in ("5g 基站", "〔2025〕12号", "mb0000000x/2025-00001", ref[:10]):
        assert [one.ref for one in items(office.app, Wanted(text=text)).items] == [ref], text
    assert items(office.app, Wanted(text="关于%通告")).items == []
    narrowed = Wanted(year=2025, column="通知公告", unit="综合办公室", author="张三")
    assert [one.ref for one in items(office.app, narrowed).items] == [other, ref]
    assert items(office.app, Wanted(year=2024)).items == []


def test_what_was_ordered_out_waits_no_more(office: Office) -> None:
    ref = office.approved(written(office))
    with office.app.store.read() as work:
        assert [one.ref for one in work.reviews.not_ordered()] == [ref]
    on_its_way(office)
    publish(office.app, "周八", ref, now=office.now)
    with office.app.store.read() as work:
        assert work.reviews.not_ordered() == []
