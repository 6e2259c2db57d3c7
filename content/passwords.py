"""What a password must be: long, and not one of those that are tried first.

No rule of composition and no change by the calendar: both make people write it down.
Source: NIST SP 800-63B, 5.1.1.2.
"""

from unicodedata import normalize

SHORTEST, LONGEST = 10, 200
FEWEST = 4
"""So many different characters at least."""
COMMON = """
    password passwd passw0rd p@ssw0rd p@ssword admin administrator root guest test user system manage
    qwerty qwertyui qwertyuiop asdfgh asdfghjkl zxcvbn zxcvbnm qazwsx qazwsxedc 1qaz2wsx 1qaz2wsx3edc 1q2w3e4r
    1q2w3e4r5t iloveyou woaini woaini1314 woaini520 wodemima mima mimamima woaizhongguo zhongguo zhonghua china
    abc abcd abcdef abcdefg abcdefgh abcdefghij aaa aa a qwer asdf zxcv welcome letmein monkey dragon
    gongkai zhengfu zhengwu xinxi xinxigongkai guanliyuan bangong bangongshi gaoxinqu guanweihui gov
"""
STEMS = frozenset(COMMON.split())
"""Words that stay common whatever digits and signs stand around them, in small letters."""
AROUND = "0123456789!@#$%^&*()_+-=.,?;:~ "
RUNS = ("01234567890123456789", "98765432109876543210", "abcdefghijklmnopqrstuvwxyz", "qwertyuiopasdfghjklzxcvbnm")


def password_of(text: str) -> str:
    """As it is compared: full-width letters of an input method, and blanks around it, make no other password of it."""
    return normalize("NFKC", text).strip()


def fault_of(password: str, name: str) -> str:
    """What is wrong with a new password of this person, in words for them; "" = nothing."""
    plain = password_of(password).casefold()
    if len(plain) < SHORTEST:
        return f"口令太短，至少要 {SHORTEST} 个字符。可以用几个不相干的词连起来，好记又难猜。"
    if len(plain) > LONGEST:
        return f"口令太长，最多 {LONGEST} 个字符。"
    if name and name.casefold() in plain and len(plain.replace(name.casefold(), "").strip(AROUND)) < FEWEST:
        return "口令不能只是姓名加几个数字，请换一个。"
    if _is_tried_first(plain):
        return "这个口令太常见，一试就中，请换一个。可以用几个不相干的词连起来，好记又难猜。"
    return ""


def _is_tried_first(plain: str) -> bool:
    if len(set(plain)) < FEWEST or any(plain in run for run in RUNS):
        return True
    return plain.strip(AROUND) in STEMS or plain in STEMS or plain.rstrip(AROUND) in STEMS
