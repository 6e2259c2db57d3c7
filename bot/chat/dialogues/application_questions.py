"""What an application for information must say (条例第二十九条), asked one by one."""

from collections.abc import Callable, Sequence

from bot.chat.dialogues.asking import Facts, Question
from bot.chat.dialogues.words import bare, chosen, command, is_yes, listed, plain
from content.cut import shortened
from content.registers.applications import (
    FORMS,
    IDENTITY_KINDS,
    OBTAINS,
    ORGANISATION_IDENTITY,
    WORDS,
    ApplicantKind,
    Draft,
    Way,
)
from content.registers.intake import advice

KINDS = tuple(kind.value for kind in ApplicantKind)
LONGEST, SHOWN = 200, 100
KEEP = frozenset(["继续", "不改", "不用改", "不补充", "不用补充", "就这样", "不用", "没有了", "跳过", "可以"])
WAYS = tuple(way for way in OBTAINS if way != "传真")  # a fax has a number of its own, which is asked for nowhere
DESCRIBED = (
    "您要申请的信息：{description}\n名称、文号、年份写得越具体，越容易找到。要改，请重新写一遍；不用改，回复“不改”。"
)
IDENTITY = (
    "请写身份证明：{asked}。条例要求申请人提供，只用来核对身份。"
    "身份证照片请不要发到这里。不想在这里写，请回复“取消”，{else_}当面或者写信申请。"
)


def draft_of(facts: Facts) -> Draft:
    """What was answered so far; an answer to a question that is no longer asked is left out."""
    said = {one.name: str(facts.get(one.name, "")) for one in QUESTIONS if one.wanted(facts)}
    said.pop("applicant_kind")
    kind, number = _document(facts, said.pop("identity_number"))
    return Draft(way=Way.WECHAT, applicant_kind=_kind(facts), identity_kind=kind, identity_number=number, **said)


def shown(facts: Facts) -> str:
    """To be looked at once more; of a document's number only the end."""
    said = {**facts, "identity_number": _ending(facts)}
    asked = [one.name for one in QUESTIONS if one.wanted(facts)]
    return "\n".join(f"{WORDS[name]}：{shortened(str(said.get(name, '')), SHOWN)}" for name in asked)


def _kind(facts: Facts) -> ApplicantKind:
    return ApplicantKind(facts.get("applicant_kind", ApplicantKind.PERSON))


def _is_person(facts: Facts) -> bool:
    return _kind(facts).is_person


def _ending(facts: Facts) -> str:
    return f"尾号 {str(facts.get('identity_number', ''))[-4:]}"


def _words(text: str, _facts: Facts) -> str | None:
    written = plain(text)
    return shortened(written, LONGEST) if bare(text) and command(text) is None else None


def _description(text: str, facts: Facts) -> str | None:
    if bare(text) in KEEP or is_yes(text):
        return str(facts["description"])
    written = plain(text)
    return shortened(written, 1000) if len(bare(text)) > 1 else None


def _checked(name: str) -> Callable[[str, Facts], str | None]:
    """Nothing that looks mistyped, by the rules every door has."""

    def read(text: str, facts: Facts) -> str | None:
        written = plain(text).replace(" ", "")
        wrong = any(problem.code == "doubtful_field" and problem.where == WORDS[name]
                    for problem in advice(draft_of({**facts, name: written})))  # fmt: skip
        return written if bare(written) and not wrong and len(written) <= LONGEST else None

    return read


def _identity(text: str, facts: Facts) -> str | None:
    return _checked("identity_number")(text.upper(), facts)


def _document(facts: Facts, written: str) -> tuple[str, str]:
    """`护照E12345678`: which document it is, and its number; without a word, the usual one."""
    usual = IDENTITY_KINDS[0] if _is_person(facts) else ORGANISATION_IDENTITY
    kind = next((kind for kind in IDENTITY_KINDS if written.startswith(kind)), usual) if written else ""
    return kind, written.removeprefix(kind)


def _one_of(words: Sequence[str]) -> Callable[[str, Facts], str | None]:
    return lambda text, _facts: chosen(text, words)


def _ask_identity(facts: Facts) -> str:
    card = "18 位身份证号码（用护照等证件的，写“护照”和号码）"
    asked = card if _is_person(facts) else f"18 位{ORGANISATION_IDENTITY}"
    return IDENTITY.format(asked=asked, else_="到网页上填写，或者" if facts.get("web") else "")


def _ask_name(facts: Facts) -> str:
    return "请写申请人的姓名，要和身份证一致。" if _is_person(facts) else "请写单位的全称。"


QUESTIONS: tuple[Question, ...] = (
    Question(
        "description", lambda facts: DESCRIBED.format(description=shortened(facts["description"], SHOWN)), _description
    ),
    Question("applicant_kind", lambda _: f"申请人是哪一类？请回复数字：\n{listed(KINDS)}", _one_of(KINDS)),
    Question("name", _ask_name, _words),
    Question("identity_number", _ask_identity, _identity),
    Question("contact", lambda _: "请写联系人的姓名。", _words, lambda facts: not _is_person(facts)),
    Question("phone", lambda _: "请写联系电话。查询进度时要核对后四位。", _checked("phone")),
    Question("form", lambda _: f"希望得到什么形式的信息？请回复数字：\n{listed(FORMS)}", _one_of(FORMS)),
    Question("obtain", lambda _: f"希望怎样取得？请回复数字：\n{listed(WAYS)}", _one_of(WAYS)),
    Question("email", lambda _: "请写电子邮箱。", _checked("email"), lambda facts: facts.get("obtain") == "电子邮件"),
    Question("address", lambda _: "请写邮寄地址。", _words, lambda facts: facts.get("obtain") == "邮寄"),
)
