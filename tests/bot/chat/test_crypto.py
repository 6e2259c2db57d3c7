"""Our envelope against the platform's own examples, against wechatpy, and against everything that is no message.

wechat_vectors.json holds examples of the official pages and of the official sample code, each computed anew.
"""

import base64
import json
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes
from hypothesis import given
from hypothesis import strategies as st
from wechatpy.crypto import PrpCrypto, WeChatCrypto

from bot.chat.crypto import Envelope, NotAccepted, require_fresh, require_signature, sign
from tests.bot.chat.follower import AES_KEY, APP_ID, TOKEN

VECTORS: list[dict[str, Any]] = json.loads(Path(__file__).with_name("wechat_vectors.json").read_text(encoding="utf-8"))
SEALED = [one for one in VECTORS if "encrypt" in one]
SIGNED = [one for one in VECTORS if "signature" in one or "msg_signature" in one]
KEY = base64.b64decode(f"{AES_KEY}=")
NOW = datetime(2026, 3, 4, 1, tzinfo=UTC)


def named(vector: dict[str, Any]) -> str:
    return str(vector["id"])


@pytest.mark.parametrize("vector", SEALED, ids=named)
def test_the_platforms_examples_open(vector: dict[str, Any]) -> None:
    envelope = Envelope(vector["encoding_aes_key"], vector["appid"])
    assert envelope.open(vector["encrypt"]).decode() == vector["plaintext"]


@pytest.mark.parametrize("vector", SEALED, ids=named)
def test_what_we_make_of_the_platforms_examples_is_theirs_but_for_the_random_part(vector: dict[str, Any]) -> None:
    envelope = Envelope(vector["encoding_aes_key"], vector["appid"])
    again = envelope.seal(vector["plaintext"].encode())
    assert len(again) == len(vector["encrypt"])
    key = base64.b64decode(vector["encoding_aes_key"] + "=")
    assert decrypted(again, key)[16:] == decrypted(vector["encrypt"], key)[16:]


@pytest.mark.parametrize("vector", SIGNED, ids=named)
def test_the_platforms_examples_are_signed_right(vector: dict[str, Any]) -> None:
    parts = [vector["token"], vector["timestamp"], vector["nonce"]]
    if "signature" in vector:
        require_signature(vector["signature"], *parts)
    if "msg_signature" in vector:
        require_signature(vector["msg_signature"], *parts, vector["encrypt"])


def test_the_signature_of_the_page_scripts_is_the_same_hash() -> None:
    (vector,) = (one for one in VECTORS if one["id"] == "JSSDK")
    assert sign(vector["string1"]) == vector["sha1"]


@given(st.text().map(str.encode))
def test_what_we_seal_wechatpy_opens(message: bytes) -> None:
    sealed = Envelope(AES_KEY, APP_ID).seal(message)
    assert PrpCrypto(KEY).decrypt(sealed, APP_ID).encode() == message


@given(st.text())
def test_what_wechatpy_seals_we_open(message: str) -> None:
    sealed = PrpCrypto(KEY).encrypt(message, APP_ID).decode()
    assert Envelope(AES_KEY, APP_ID).open(sealed).decode() == message


@given(st.text(), st.text(), st.text(), st.text())
def test_we_sign_as_wechatpy_does(token: str, timestamp: str, nonce: str, sealed: str) -> None:
    crypto = WeChatCrypto(token, AES_KEY, APP_ID)
    xml = crypto.encrypt_message("x", nonce or "n", timestamp or "1")
    assert sign(token, timestamp or "1", nonce or "n", inside(xml, "Encrypt")) == inside(xml, "MsgSignature")
    assert sign(token, timestamp, nonce, sealed) == sign(sealed, nonce, timestamp, token), "in any order"


@pytest.mark.parametrize("count", range(1, 33))
def test_every_padding_the_platform_makes_is_taken(count: int) -> None:
    """17 to 32 are what an ordinary unpadder refuses."""
    message = b"x" * (32 - (20 + len(APP_ID) + count) % 32)
    assert Envelope(AES_KEY, APP_ID).open(encrypted(framed(message), count)) == message


NOTHING_LIKE_IT = {
    "not base64": "这不是",
    "base64 of three bytes": base64.b64encode(b"abc").decode(),
    "nothing": "",
    "sixteen zero bytes": base64.b64encode(bytes(16)).decode(),
    "sixty-four zero bytes": base64.b64encode(bytes(64)).decode(),
    "a byte too many": base64.b64encode(bytes(33)).decode(),
}


def framed(message: bytes, app_id: str = APP_ID, length: int | None = None) -> bytes:
    length = len(message) if length is None else length
    return b"r" * 16 + length.to_bytes(4, "big") + message + app_id.encode()


def encrypted(plain: bytes, count: int | None = None, *, pad: bytes = b"") -> str:
    """`count` padding bytes, filled up in front so that the whole has a size that can be encrypted."""
    count = 32 - len(plain) % 32 if count is None else count
    encryptor = Cipher(algorithms.AES(KEY), modes.CBC(KEY[:16])).encryptor()
    return base64.b64encode(encryptor.update(plain + (pad or bytes([count]) * count)) + encryptor.finalize()).decode()


def decrypted(sealed: str, key: bytes = KEY) -> bytes:
    decryptor = Cipher(algorithms.AES(key), modes.CBC(key[:16])).decryptor()
    return decryptor.update(base64.b64decode(sealed)) + decryptor.finalize()


def inside(xml: str, name: str) -> str:
    return xml.split(f"<{name}><![CDATA[")[1].split("]]>", maxsplit=1)[0]


@pytest.mark.parametrize("sealed", NOTHING_LIKE_IT.values(), ids=NOTHING_LIKE_IT)
def test_what_is_no_ciphertext_is_refused(sealed: str) -> None:
    with pytest.raises(NotAccepted) as refused:
        Envelope(AES_KEY, APP_ID).open(sealed)
    assert refused.value.status == 400


def test_a_message_for_another_account_is_refused() -> None:
    for app_id in ("wxfedcba9876543210", "", APP_ID[:-1], f"{APP_ID}0"):
        with pytest.raises(NotAccepted) as refused:
            Envelope(AES_KEY, APP_ID).open(encrypted(framed(b"<xml/>", app_id)))
        assert refused.value.status == 403


@pytest.mark.parametrize("pad", [bytes(32), b"\x21" * 33, b"\x05\x05\x04\x05"], ids=["0", "33", "mixed"])
def test_a_wrong_padding_is_refused(pad: bytes) -> None:
    plain = framed(b"<xml/>")
    room = -(len(plain) + len(pad)) % 16
    with pytest.raises(NotAccepted, match="padding"):
        Envelope(AES_KEY, APP_ID).open(encrypted(plain + b"x" * room, pad=pad))


@pytest.mark.parametrize("length", [7, 1000, 2**31, 2**32 - 1])
def test_a_length_beyond_the_message_is_refused(length: int) -> None:
    with pytest.raises(NotAccepted):
        Envelope(AES_KEY, APP_ID).open(encrypted(framed(b"<xml/>", length=length)))


@given(st.binary(max_size=400), st.integers(0, 400), st.integers(1, 255))
def test_one_changed_byte_opens_nothing_or_the_same_account(message: bytes, place: int, by: int) -> None:
    """A changed ciphertext may still open (it is the signature that keeps it out), but nothing else is ever raised."""
    content = bytearray(base64.b64decode(Envelope(AES_KEY, APP_ID).seal(message)))
    content[place % len(content)] ^= by
    try:
        opened = Envelope(AES_KEY, APP_ID).open(base64.b64encode(bytes(content)).decode())
    except NotAccepted:
        return
    assert len(opened) == len(message)


def test_a_signature_of_any_other_kind_is_refused() -> None:
    for signature in ("", "0" * 40, sign(TOKEN, "1", "2").upper(), sign(TOKEN, "1", "2")[:-1], "签名"):
        with pytest.raises(NotAccepted) as refused:
            require_signature(signature, TOKEN, "1", "2")
        assert refused.value.status == 403


def test_a_message_more_than_a_day_old_or_ahead_is_refused() -> None:
    for off in (timedelta(hours=-23), timedelta(0), timedelta(hours=23)):
        require_fresh(str(int((NOW + off).timestamp())), NOW)
    for off in (timedelta(hours=-25), timedelta(hours=25)):
        with pytest.raises(NotAccepted, match="clock"):
            require_fresh(str(int((NOW + off).timestamp())), NOW)
    for written in ("", "-5", "1e9", "１７", "9" * 13):
        with pytest.raises(NotAccepted, match="no number"):
            require_fresh(written, NOW)
