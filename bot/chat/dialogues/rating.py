"""评价: one to five for an answer, a word on it, and whether question and answer may be published."""

from bot.chat.dialogue import Dialogue, Known, Refusal, Turn, at_once
from bot.chat.dialogues.words import Command, bare, command, is_figure, is_no, is_yes, picked, plain
from bot.chat.reply import say
from bot.chat.said import Said
from bot.chat.wishes.letters import Consent, MyLetters, Rate
from bot.views.letters import Progress
from content.cut import shortened
from content.letters import Letter
from content.visitors import NOTHING, Memory

NAME = "rating"
STARS, WORDS, CONSENT = "stars", "words", "consent"
MOST = 5
CONTENT = 4
"""From so many on, somebody is content."""
SPELLINGS = ("非常不满意 很不满意", "不满意", "一般 基本满意", "满意", "很满意 非常满意")
IN_WORDS = {word: stars for stars, words in enumerate(SPELLINGS, 1) for word in words.split()}
PATIENCE = 3
"""So often it is asked again after a figure that is no rating."""

LONGEST = 300
ASK = "请给答复打分，回复 1 到 5：1 很不满意，5 很满意。"
NOT_CLEAR = "没有看懂。"
GIVEN_UP = "没有看懂，先不打分了。要打分，请回复“评价”。"
NOTHING_TO_RATE = "现在没有等您评价的答复。查看办理进度请回复“查询”。"
WHY = "已记下。哪里没有办好？请写一句，我们会看；不想写回复“跳过”。"
MAY_PUBLISH = "谢谢您的评价。问答可以隐去个人信息放到网站上供大家参考吗？回复“同意”或“不同意”。"
THANKS = "谢谢您的评价。"
WILL_PUBLISH = "谢谢。公开前会隐去您的个人信息。"


def memory(number: str) -> Memory:
    """After an answer was shown: a figure now is a rating of it."""
    return Memory(NAME, STARS, {"number": number})


def stars_in(text: str) -> int | None:
    return picked(text, MOST) or IN_WORDS.get(bare(text))


def begin(stars: int | None, _known: Known) -> Dialogue:
    """Of the newest answer that is not rated yet."""
    mine: list[Progress] = yield MyLetters()
    rated = next((one for one in mine if one.may_rate and one.stars is None), None)
    if rated is None:
        return Turn(say(NOTHING_TO_RATE))
    if stars is None:
        return Turn(say(f"留言 {rated.number}（{rated.topic}）已答复。{ASK}"), memory(rated.number))
    return (yield from _rate(rated.number, stars))


def answer(said: Said, known: Known) -> Dialogue | None:
    number, step = known.memory.facts["number"], known.memory.step
    if command(said.text) in (Command.CANCEL, Command.BACK, Command.SKIP):
        return at_once(THANKS)
    if step == STARS:
        if stars := stars_in(said.text):
            return _rate(number, stars)
        return _ask_again(known.memory) if is_figure(said.text) else None
    if step == WORDS:
        return _explain(number, known.memory.facts["stars"], said.text) if command(said.text) is None else None
    if is_yes(said.text):
        return _consent(number)
    return at_once(THANKS) if is_no(said.text) else None


def _ask_again(asked: Memory) -> Dialogue:
    wrong = int(asked.facts.get("wrong", 0)) + 1
    if wrong > PATIENCE:
        return at_once(GIVEN_UP, NOTHING)
    return at_once(f"{NOT_CLEAR}{ASK}", Memory(NAME, STARS, {**asked.facts, "wrong": wrong}))


def _rate(number: str, stars: int) -> Dialogue:
    letter: Letter | Refusal = yield Rate(number, stars)
    if isinstance(letter, Refusal):
        return Turn(say(letter.says))
    facts = {"number": number, "stars": stars}
    if stars < CONTENT:
        return Turn(say(WHY), Memory(NAME, WORDS, facts))
    return Turn(say(THANKS)) if letter.consent else Turn(say(MAY_PUBLISH), Memory(NAME, CONSENT, facts))


def _explain(number: str, stars: int, text: str) -> Dialogue:
    letter: Letter | Refusal = yield Rate(number, stars, shortened(plain(text), LONGEST))
    return Turn(say(letter.says if isinstance(letter, Refusal) else "谢谢，您的意见已记下。"))


def _consent(number: str) -> Dialogue:
    letter: Letter | Refusal = yield Consent(number)
    return Turn(say(letter.says if isinstance(letter, Refusal) else WILL_PUBLISH))
