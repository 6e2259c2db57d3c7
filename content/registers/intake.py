"""What an application lacks, or may have wrong, told to whoever writes it down. Source: 第二十九条, 第三十条."""

import re
from collections.abc import Iterator

from content.cells import one_line
from content.checks.check_digits import credit_code, id_card
from content.problems import Problem
from content.registers.applications import IDENTITY_KINDS, ORGANISATION_IDENTITY, WORDS, Draft

RESIDENT_ID = IDENTITY_KINDS[0]
ID_CARD = re.compile(r"\d{17}[\dXx]")
EIGHTEEN = re.compile(r"[\dA-Z]{18}")
PHONE = re.compile(r"(?:\+?86)?[\d\s()（）-]{7,20}(?:转\d+)?")
LONG, LONGEST = 200, 2000
EMAIL = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+")


def advice(draft: Draft, *, with_picture: bool = False) -> list[Problem]:
    """Every gap at once. What blocks is asked for by article 29: an applicant is asked at once, a clerk registers it
    all the same and asks for it within 7 working days (补正, 第三十条). What does not block looks mistyped.
    `with_picture`: a picture of the identity document is there.
    """
    missing = (one for one in _missing(draft) if not (with_picture and one.field == "identity_number"))
    return [*missing, *_too_long(draft), *_doubtful(draft)]


def tidied(draft: Draft) -> Draft:
    """As it is kept: nothing that does not print, blanks single; only the description may have lines."""
    kept = {name: one_line(words) for name, words in draft.as_record().items()}
    lines = (one_line(line) for line in draft.description.splitlines())
    return Draft.of_record({**kept, "description": "\n".join(filter(None, lines))})


def _missing(draft: Draft) -> Iterator[Problem]:
    if not draft.name:
        called = "姓名" if draft.applicant_kind.is_person else "名称"
        yield _lacks("name", f"没有写申请人的{called}（第二十九条第一项）。")
    if not draft.identity_number:
        yield _lacks("identity_number", "没有写证件号码，也没有附证件图片（第二十九条第一项）。")
    if not (draft.phone or draft.email or draft.address):
        yield _lacks("phone", "没有写联系方式：电话、电子邮箱、通信地址至少一样（第二十九条第一项）。")
    if not (draft.title or draft.document_number or draft.description):
        yield _lacks("description", "没有写要什么信息：名称、文号，或者便于查找的描述，至少一样（第二十九条第二项）。")
    if not draft.form:
        yield _lacks("form", "没有写希望得到的形式，如纸质、电子文档（第二十九条第三项）。")
    if not draft.obtain:
        yield _lacks("obtain", "没有写用什么方式取得，如邮寄、电子邮件、当面领取（第二十九条第三项）。")
    yield from _unreachable(draft)


def _unreachable(draft: Draft) -> Iterator[Problem]:
    """The answer cannot go where no address is known."""
    if draft.obtain == "邮寄" and not draft.address:
        yield _lacks("address", "要求邮寄，没有写通信地址（第二十九条第三项）。")
    if draft.obtain == "电子邮件" and not draft.email:
        yield _lacks("email", "要求用电子邮件发送，没有写电子邮箱（第二十九条第三项）。")


def _too_long(draft: Draft) -> Iterator[Problem]:
    for name, words in draft.as_record().items():
        most = LONGEST if name == "description" else LONG
        if len(words) > most:
            yield Problem("too_long", name, f"最多 {most} 字，现在有 {len(words)} 字。", blocks=True, where=WORDS[name])


def _doubtful(draft: Draft) -> Iterator[Problem]:
    number = draft.identity_number.replace(" ", "").upper()
    if draft.identity_kind == RESIDENT_ID and number and not (ID_CARD.fullmatch(number) and id_card(number)):
        yield _doubt("identity_number", "身份证号码不对：应是 18 位，最后一位是校验码，请核对。")
    if draft.identity_kind == ORGANISATION_IDENTITY and number and not credit_code(number):
        yield _doubt("identity_number", "统一社会信用代码不对：应是 18 位，最后一位是校验码，请核对。")
    if not draft.identity_kind and EIGHTEEN.fullmatch(number) and not _checks_out(number):
        yield _doubt("identity_number", "证件号码像是身份证号码或统一社会信用代码，但最后一位校验码不对，请核对。")
    if draft.phone and not PHONE.fullmatch(draft.phone.strip()):
        yield _doubt("phone", "联系电话看不懂，请核对。")
    if draft.email and not EMAIL.fullmatch(draft.email.strip()):
        yield _doubt("email", "电子邮箱看不懂，请核对。")


def _checks_out(number: str) -> bool:
    return credit_code(number) or (ID_CARD.fullmatch(number) is not None and id_card(number))


def _lacks(field: str, says: str) -> Problem:
    return Problem("missing_field", field, says, blocks=True, where=WORDS[field])


def _doubt(field: str, says: str) -> Problem:
    return Problem("doubtful_field", field, says, blocks=False, where=WORDS[field])
