"""Staff's wishes about review and going out, each through the action or view that the other doors use."""

from bot.actions import approve as approving
from bot.actions import publish as publishing
from bot.actions.accept import accept
from bot.actions.checking import lacks_secrecy
from bot.actions.errors import CannotDo
from bot.actions.finding import edition_of
from bot.actions.opinions import Opinion
from bot.actions.return_ import return_
from bot.chat.doings.speaking import in_words, speaker
from bot.chat.hearing import Hearing
from bot.chat.wishes import staff as wishes
from bot.preview import links
from bot.views.progress import progress
from bot.views.reading import read
from bot.views.reviews import InReview, turn_of, waiting_for
from bot.views.status import what_will_happen
from bot.without_commands import without_commands
from content.delivery import Act
from content.edition import Edition

CHANGED = "{} 的内容与您看到的不同，没有办。发“待审”重新列出。"


def waits_for_me(hearing: Hearing, _wish: wishes.WaitsForMe) -> tuple[InReview, ...]:
    return tuple(waiting_for(hearing.app, speaker(hearing).name))


def look(hearing: Hearing, wish: wishes.Look) -> wishes.Looked:
    by = speaker(hearing).name
    reading = read(hearing.app, wish.ref, hearing.now)
    edition = reading.edition
    return wishes.Looked(
        ref=edition.ref,
        digest=edition.digest,
        title=edition.item.title,
        column=edition.item.column,
        unit=edition.item.unit,
        author=edition.made_by,
        state=reading.state,
        summary=edition.item.summary,
        problems=tuple(reading.problems),
        path=links.to_edition(hearing.app, by, edition, now=hearing.now),
    )


def approve(hearing: Hearing, wish: wishes.Approve) -> wishes.Passed:
    app, by = hearing.app, speaker(hearing).name
    edition = _same(hearing, wish.ref, wish.digest)
    opinion = Opinion(secrecy=wish.secrecy, accept_all=wish.reason)
    if wish.step:
        done = approving.approve(
            app, by, wish.ref, opinion=opinion, digest=wish.digest or edition.digest, now=hearing.now
        )
        state, problems, passed = done.review.state.chinese, done.problems, done.passed
    else:
        problems, passed, state = tuple(accept(app, by, wish.ref, opinion, now=hearing.now)), False, ""
    return wishes.Passed(
        ref=wish.ref,
        title=edition.item.title,
        state=state,
        waits_for=turn_of(app, wish.ref),
        problems=problems,
        passed=passed,
        unfit=bool(wish.secrecy) and lacks_secrecy(problems),
    )


def give_back(hearing: Hearing, wish: wishes.GiveBack) -> wishes.Passed:
    edition = _same(hearing, wish.ref, wish.digest)
    review = return_(hearing.app, speaker(hearing).name, wish.ref, reason=wish.reason, now=hearing.now)
    return wishes.Passed(wish.ref, edition.item.title, review.state.chinese, edition.made_by)


def publish(hearing: Hearing, wish: wishes.Publish) -> wishes.Ordered:
    _same(hearing, wish.ref, wish.digest)
    done = publishing.publish(hearing.app, speaker(hearing).name, wish.ref, now=hearing.now)
    lines = tuple(f"{one.channel}：{what_will_happen(hearing.app, one, Act.PUBLISH)}" for one in done.deliveries)
    return wishes.Ordered(done.edition.ref, done.edition.item.title, lines)


def how_far(hearing: Hearing, wish: wishes.Progress) -> tuple[wishes.Ordered, ...]:
    found = progress(hearing.app, speaker(hearing).name, wish.named, hearing.now)
    return tuple(wishes.Ordered(one.ref, one.title, tuple(map(without_commands, one.lines))) for one in found)


def _same(hearing: Hearing, ref: str, digest: str) -> Edition:
    """The edition, if it is the text the person was shown."""
    with hearing.app.store.read() as work:
        edition = edition_of(work, ref)
    if digest and edition.digest != digest:
        raise CannotDo(CHANGED.format(ref))
    return edition


DOINGS = in_words(
    {
        wishes.WaitsForMe: waits_for_me,
        wishes.Look: look,
        wishes.Approve: approve,
        wishes.GiveBack: give_back,
        wishes.Publish: publish,
        wishes.Progress: how_far,
    }
)
