"""Staff's wishes about accounts, drafts and figures: the actions and views check rights as for the other doors."""

from bot.actions import bindings, drafting
from bot.actions.errors import CannotDo
from bot.actions.finding import account
from bot.actions.rights import Right, require
from bot.chat.doings.speaking import in_words, speaker
from bot.chat.hearing import Hearing
from bot.chat.wishes import staff as wishes
from bot.preview import links
from bot.views.counts import year_counts
from content.draft import Draft, Part
from content.people import Person


def bind(hearing: Hearing, wish: wishes.Bind) -> Person:
    return bindings.bind(hearing.app, hearing.visitor, wish.code, now=hearing.now)


def unbind(hearing: Hearing, _wish: wishes.Unbind) -> Person:
    return bindings.unbind_account(hearing.app, hearing.visitor, now=hearing.now)


def may_write(hearing: Hearing, _wish: wishes.MayWrite) -> None:
    by = speaker(hearing).name
    with hearing.app.store.read() as work:
        require(work, by, Right.SUBMIT)


def take_picture(hearing: Hearing, wish: wishes.TakePicture) -> Part:
    by = speaker(hearing).name
    if (talks := account(hearing.app)) is None:
        raise CannotDo("现在收不了图片。请稍后再试。")
    return drafting.picture(hearing.app, by, talks.fetch(wish.media), wish.name)


def take_link(hearing: Hearing, wish: wishes.TakeLink) -> wishes.Taken:
    draft, left_out = drafting.from_link(hearing.app, speaker(hearing).name, wish.url)
    return wishes.Taken(draft, left_out)


def check_draft(hearing: Hearing, wish: wishes.CheckDraft) -> wishes.Checked:
    by = speaker(hearing).name
    item, problems = drafting.check(hearing.app, by, wish.draft, now=hearing.now)
    path = links.to_draft(hearing.app, by, item, now=hearing.now) if item else ""
    return wishes.Checked(item.title if item else wish.draft.title, tuple(problems), path)


def submit_draft(hearing: Hearing, wish: wishes.SubmitDraft) -> wishes.Passed:
    done = drafting.hand_in(hearing.app, speaker(hearing).name, wish.draft, now=hearing.now)
    steps = hearing.app.settings.review
    return wishes.Passed(
        ref=done.edition.ref,
        title=done.edition.item.title,
        state=done.review.state.chinese,
        waits_for=steps[0] if steps else "发布员",
        problems=done.problems,
    )


def revise(hearing: Hearing, wish: wishes.Revise) -> Draft:
    return drafting.take_up_again(hearing.app, speaker(hearing).name, wish.ref)


def year_figures(hearing: Hearing, wish: wishes.YearFigures) -> str:
    speaker(hearing)
    figures = year_counts(hearing.app, wish.year)
    return "\n".join(filter(None, (figures.sentence, figures.apart_sentence)))


DOINGS = in_words(
    {
        wishes.Bind: bind,
        wishes.Unbind: unbind,
        wishes.MayWrite: may_write,
        wishes.TakePicture: take_picture,
        wishes.TakeLink: take_link,
        wishes.CheckDraft: check_draft,
        wishes.SubmitDraft: submit_draft,
        wishes.Revise: revise,
        wishes.YearFigures: year_figures,
    }
)
