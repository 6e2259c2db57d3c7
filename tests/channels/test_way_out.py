"""The way to a platform behind a certificate of its own, or behind a proxy."""

import ipaddress
import ssl
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from channels.errors import TryLater
from channels.http import Call, Caller


class Answers(BaseHTTPRequestHandler):
    """Says what it was asked for."""

    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        said = self.path.encode()
        self.send_response(200)
        self.send_header("content-length", str(len(said)))
        self.end_headers()
        self.wfile.write(said)

    def log_message(self, *_: object) -> None:
        """Nobody reads it."""


class Server(ThreadingHTTPServer):
    def handle_error(self, request: Any, client_address: Any) -> None:
        """Who does not trust it hangs up."""


@contextmanager
def answering(certificate: Path | None = None) -> Iterator[int]:
    """Its port on loopback; encrypted where a certificate, with its key, is given."""
    server = Server(("127.0.0.1", 0), Answers)
    if certificate is not None:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(certificate)
        server.socket = context.wrap_socket(server.socket, server_side=True)
    thread = Thread(target=server.serve_forever, args=(0.02,), daemon=True)
    thread.start()
    yield server.server_port
    server.shutdown()
    server.server_close()
    thread.join()


@pytest.fixture
def certificate(tmp_path: Path) -> Path:
    """Of 127.0.0.1, vouched for by itself, with its key in the same file."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "示范省平台")])
    now = datetime.now(UTC)
    made = (
        x509.CertificateBuilder(name, name, key.public_key(), x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.IPAddress(ipaddress.ip_address("127.0.0.1"))]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    place = tmp_path / "platform.pem"
    private = key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    place.write_bytes(private + made.public_bytes(serialization.Encoding.PEM))
    return place


def ask(base: str, *, ca: Path | None = None, proxy: str | None = None) -> str:
    caller = Caller(base, who="省平台", seconds=30, ca=ca, proxy=proxy)
    try:
        return caller.ask(Call("GET", "/me?k=%CD%A8")).content.decode()
    finally:
        caller.close()


def test_a_certificate_of_its_own_is_trusted_only_where_the_settings_say_so(certificate: Path) -> None:
    with answering(certificate) as port:
        base = f"https://127.0.0.1:{port}"
        assert ask(base, ca=certificate) == "/me?k=%CD%A8"
        with pytest.raises(TryLater, match="证书不受信任"):
            ask(base)


def test_where_there_is_only_one_way_out_it_is_taken() -> None:
    with answering() as port:
        said = ask("http://jyh.example.gov.cn", proxy=f"http://127.0.0.1:{port}")
        assert said == "http://jyh.example.gov.cn/me?k=%CD%A8"
