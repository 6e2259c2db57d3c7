"""The office's letters: who works on them, and letters to work on."""

from dataclasses import replace
from pathlib import Path

from bot.actions.answer_letter import answer
from bot.actions.leave_letter import leave
from content.letters import Kind, Letter, LetterDraft, Part
from content.store.heard import Hear
from content.telling import MESSAGE
from tests.bot.office import PEOPLE, SETTINGS, Office

TEXT = "请问高新区的残疾人补贴到哪里办理？"
DRAFT = LetterDraft(topic="咨询", parts=(Part(kind=Kind.TEXT, text=TEXT),), visitor="visitor-1")
COLUMN = "  - {name: 互动交流, slug: hdjl, counts: false, channels: [website]}\nchannels:\n"
MAILROOM = {**PEOPLE, "冯一": {"信箱员", "信息员"}, "陈二": {"信箱员"}}


class Mailroom(Office):
    def left(self, text: str = TEXT, draft: LetterDraft = DRAFT, **fields: object) -> str:
        """The number of a letter with these words; a visitor has just written them to the account."""
        draft = replace(draft, parts=(Part(kind=Kind.TEXT, text=text), *draft.parts[1:]), **fields)  # type: ignore[arg-type]
        with self.app.store.write() as work:
            number = leave(work, self.app.settings, draft, now=self.now)
            if draft.visitor:
                work.heard.keep([Hear(number, draft.visitor, MESSAGE, "")], self.now)
            return number

    def answered(self, number: str, text: str = "请到政务大厅2楼203室办理，带上残疾人证。") -> Letter:
        return answer(self.app, "冯一", number, text, now=self.now).letter

    def letter(self, number: str) -> Letter:
        with self.app.store.read() as work:
            return work.letters.get(number)


def make_mailroom(folder: Path, database: str) -> Mailroom:
    settings = folder / "gongkai.yaml"
    text = SETTINGS.format(database=database, review="[初审, 复审, 终审]").replace("channels:\n", COLUMN, 1)
    settings.write_text(f"{text}chat: {{answers_column: 互动交流}}\n", encoding="utf-8")
    mailroom = Mailroom(folder, settings).open()
    mailroom.register(MAILROOM)
    return mailroom
