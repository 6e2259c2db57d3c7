"""Bodies and addresses that somebody spoiled: always words, never a crash."""

import random
from collections import Counter
from pathlib import Path

import pytest

from tests.bot.office import make_office
from tests.bot.public.stage import APPLICATION, APPLICATIONS, LETTER, LETTERS, PROGRESS, PUBLIC, opened, picture

BOUNDARY = "b0undary"
KINDS = ("multipart/form-data; boundary=b0undary", "application/x-www-form-urlencoded", "multipart/form-data")
MANY = 400
FINE = {200, 303, 400, 403, 404, 405, 408, 409, 413, 415, 422, 429}


def body(fields: dict[str, str]) -> bytes:
    parts = [
        f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="{k}"\r\n\r\n{v}\r\n'.encode() for k, v in fields.items()
    ]
    head = f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="files"; filename="a.jpg"\r\n\r\n'.encode()
    return b"".join([*parts, head, picture(), b"\r\n", f"--{BOUNDARY}--\r\n".encode()])


def spoiled(whole: bytes, dice: random.Random) -> bytes:
    spoilt = bytearray(whole)
    for _ in range(dice.randint(1, 6)):
        at = dice.randrange(len(spoilt) or 1)
        match dice.randrange(5):
            case 0:
                spoilt[at : at + 1] = bytes([dice.randrange(256)])
            case 1:
                del spoilt[at : at + dice.randint(1, 80)]
            case 2:
                spoilt[at:at] = dice.choice(
                    [b"\r\n", b"\0", b"--b0undary", b'"', b"%", b"\xff\xfe", "〔".encode(), b"=&"]
                )
            case 3:
                spoilt[at:at] = spoilt[: dice.randint(1, 300)]
            case 4:
                del spoilt[at:]
    return bytes(spoilt)


def test_no_spoiled_form_is_a_crash(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    dice, seen = random.Random(20260302), Counter[int]()  # noqa: S311  # the same every time
    office = make_office(tmp_path, more=PUBLIC)
    with opened(office) as stage:
        for number in range(MANY):
            path, fields = dice.choice(
                [(LETTERS, LETTER), (APPLICATIONS, APPLICATION), (PROGRESS, {"number": "1", "tail": "2"})]
            )
            token = stage.token(path) if path != PROGRESS and number % 5 == 0 else ""
            content = spoiled(body({"once": token, **fields}), dice)
            answer = stage.http.post(path, content=content, headers={"content-type": dice.choice(KINDS)})
            seen[answer.status_code] += 1
            assert "<h1>" in answer.text or answer.status_code == 303
    office.app.close()
    assert set(seen) <= FINE, seen
    assert {400, 422} <= set(seen)
    assert "Traceback" not in caplog.text
