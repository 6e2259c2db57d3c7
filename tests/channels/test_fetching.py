"""Fetching by an address somebody sent: what the office named, and never what stands behind the server."""

import gzip
from collections.abc import Iterator
from ipaddress import ip_address

import pytest
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from channels import fetching
from channels.errors import Refused, TryLater
from channels.fetching import fetch
from channels.loopback import serving


@pytest.fixture(scope="module")
def site() -> Iterator[str]:
    """A website on loopback, as an office would name it by its number; `host:port`."""

    def page(request: Request) -> Response:
        return Response(f"<p>{request.headers['host']}</p>", media_type="text/html")

    def onward(request: Request) -> Response:
        return RedirectResponse(request.query_params["to"])

    def unchanged(_: Request) -> Response:
        return Response(status_code=304)

    def large(_: Request) -> Response:
        return Response(b"x" * (fetching.LARGEST + 1))

    def folded(_: Request) -> Response:
        return Response(gzip.compress(b"x" * 1000), headers={"content-encoding": "gzip"})

    def lost(_: Request) -> Response:
        return Response(status_code=404)

    replies = {
        "/": page, "/on": onward, "/unchanged": unchanged, "/large": large, "/folded": folded, "/lost": lost,
    }  # fmt: skip
    with serving(Starlette(routes=[Route(path, reply) for path, reply in replies.items()])) as address:
        yield address.removeprefix("http://")


def test_what_the_settings_name_is_fetched_and_its_redirections_are_followed(site: str) -> None:
    found = fetch(f"http://{site}/on?to=/on?to=/", [site])
    assert found.url == f"http://{site}/"
    assert found.content == f"<p>{site}</p>".encode()
    assert found.media_type.startswith("text/html")


@pytest.mark.parametrize(
    "address",
    [
        "http://{site}/",
        "http://localhost:{port}/",
        "http://www.example.gov.cn@{site}/",
        "http://www.example.gov.cn:x@{site}/",
        "http://{site}#@www.example.gov.cn/",
        "http://{site}\\@www.example.gov.cn/",
        "http://127.1:{port}/",
        "http://2130706433:{port}/",
        "http://0x7f000001:{port}/",
        "http://[::1]:{port}/",
        "http://[::ffff:127.0.0.1]:{port}/",
        "http://www.example.gov.cn.localhost:{port}/",
        "http://www.example.gov.cn:{port}/",
        "file:///etc/passwd",
        "ftp://www.example.gov.cn/",
        "gopher://{site}/",
        "//{site}/",
        "http:///",
        "http://[/",
        "http://www.example.gov.cn:99999/",
        "",
    ],
)
def test_nothing_else_is(site: str, address: str) -> None:
    port = site.partition(":")[2]
    with pytest.raises(Refused):
        fetch(address.format(site=site, port=port), ["www.example.gov.cn", ".example.gov.cn"])


@pytest.mark.parametrize("name", ["localhost", "ip6-localhost"])
def test_a_name_that_leads_inside_is_refused_though_the_settings_name_it(site: str, name: str) -> None:
    port = site.partition(":")[2]
    with pytest.raises((Refused, TryLater)) as refused:
        fetch(f"http://{name}:{port}/", [f"{name}:{port}"])
    assert "内部网络" in refused.value.says or "打不开" in refused.value.says


@pytest.mark.parametrize(
    "onward", ["http://localhost:{port}/", "http://[::1]:{port}/", "file:///etc/passwd", "//169.254.169.254/latest"]
)
def test_a_redirection_is_looked_at_like_the_first_address(site: str, onward: str) -> None:
    with pytest.raises(Refused):
        fetch(f"http://{site}/on?to={onward.format(port=site.partition(':')[2])}", [site])


@pytest.mark.parametrize("onward", ["http://[x", "//[x"])
def test_a_redirection_to_no_address_is_refused(site: str, onward: str) -> None:
    with pytest.raises(Refused, match="写法不对"):
        fetch(f"http://{site}/on?to={onward}", [site])


def test_a_circle_of_redirections_ends(site: str) -> None:
    again = "/on"
    for _ in range(6):
        again = f"/on?to={again}"
    with pytest.raises(Refused, match="转了太多次"):
        fetch(f"http://{site}/on?to={again.replace('?', '%3F').replace('=', '%3D')}", [site])


@pytest.mark.parametrize(
    ("path", "says"), [("large", "太大"), ("folded", "太大"), ("lost", "404"), ("unchanged", "304")]
)
def test_what_is_too_large_or_not_there_is_told(site: str, path: str, says: str) -> None:
    with pytest.raises(Refused, match=says):
        fetch(f"http://{site}/{path}", [site])


def test_nobody_there_is_to_be_tried_later() -> None:
    with pytest.raises(TryLater):
        fetch("http://127.0.0.1:9/", ["127.0.0.1:9"])


@pytest.mark.parametrize(
    "number",
    [
        "127.0.0.1", "10.0.0.1", "172.16.0.1", "192.168.1.1", "169.254.169.254", "100.64.0.1", "0.1.2.3",
        "224.0.0.1", "255.255.255.255", "::1", "::", "fe80::1", "fc00::1", "ff02::1", "::ffff:10.0.0.1",
        "64:ff9b::7f00:1", "2002:7f00:1::", "2001:0:0:0:0:0:80ff:fffe",
    ],
)  # fmt: skip
def test_no_private_number_is_public(number: str) -> None:
    assert not fetching._is_public(ip_address(number))  # noqa: SLF001  # the rule itself; no name leads to all of them


def test_a_public_number_is() -> None:
    assert fetching._is_public(ip_address("1.1.1.1"))  # noqa: SLF001  # likewise
    assert fetching._is_public(ip_address("2606:4700::1111"))  # noqa: SLF001  # likewise
