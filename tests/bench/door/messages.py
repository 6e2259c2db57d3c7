"""Distinct, signed, encrypted text messages, as WeChat's servers send them: `query TAB body` per line."""

import base64
import hashlib
import os
import random
import time
from collections.abc import Callable
from pathlib import Path

from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes

from tests.bench.door.peers.account import ACCOUNT, AES_KEY, APP_ID, TOKEN

KEY = base64.b64decode(f"{AES_KEY}=")
Text = Callable[[random.Random], str]


def write(path: Path, count: int, first: int, text: Text) -> None:
    """`first` is the lowest message id: what is durable must see each of them for the first time."""
    chance = random.Random(first)  # noqa: S311  # repeatable
    with path.open("w", encoding="utf-8") as file:
        for number in range(count):
            query, body = message(first + number * 7919, text(chance), chance)
            file.write(f"{query}\t{body}\n")


def message(number: int, text: str, chance: random.Random) -> tuple[str, str]:
    now, nonce = str(int(time.time())), str(chance.randrange(10**9, 10**10))
    visitor = f"o{chance.getrandbits(104):027x}"
    xml = (
        f"<xml><ToUserName><![CDATA[{ACCOUNT}]]></ToUserName><FromUserName><![CDATA[{visitor}]]></FromUserName>"
        f"<CreateTime>{now}</CreateTime><MsgType><![CDATA[text]]></MsgType><Content><![CDATA[{text}]]></Content>"
        f"<MsgId>{number}</MsgId></xml>"
    )
    sealed = seal(xml.encode())
    query = (
        f"signature={sign(TOKEN, now, nonce)}&timestamp={now}&nonce={nonce}&openid={visitor}&encrypt_type=aes"
        f"&msg_signature={sign(TOKEN, now, nonce, sealed)}"
    )
    return query, f"<xml><ToUserName><![CDATA[{ACCOUNT}]]></ToUserName><Encrypt><![CDATA[{sealed}]]></Encrypt></xml>"


def seal(xml: bytes) -> str:
    plain = os.urandom(16) + len(xml).to_bytes(4, "big") + xml + APP_ID.encode()
    count = 32 - len(plain) % 32
    encryptor = Cipher(algorithms.AES(KEY), modes.CBC(KEY[:16])).encryptor()
    return base64.b64encode(encryptor.update(plain + bytes([count]) * count) + encryptor.finalize()).decode()


def sign(*parts: str) -> str:
    return hashlib.sha1("".join(sorted(parts)).encode()).hexdigest()  # noqa: S324  # the platform's own
