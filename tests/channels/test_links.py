"""Whatever people paste: one canonical address, or a refusal in words."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from channels.douyin import link as douyin
from channels.errors import Refused
from channels.shipinhao import link as shipinhao

PIECES = st.sampled_from(
    [
        "https://",
        "http://",
        "v.douyin.com/",
        "www.douyin.com/video/",
        "7366246421034469130",
        "?modal_id=",
        "weixin.qq.com/sph/",
        "channels.weixin.qq.com/web/pages/feed?eid=",
        "export/UzFfAgtg",
        "%2F",
        "[",
        "℀",
        "@",
        " ",
        "，",
        ":99999",
    ]
)


@pytest.mark.parametrize("read", [douyin.read, shipinhao.read])
@given(pasted=st.lists(st.one_of(PIECES, st.text(max_size=4)), max_size=8).map("".join))
def test_whatever_is_pasted_is_refused_or_gives_an_address_that_stays_as_it_is(read, pasted: str) -> None:  # noqa: ANN001  # either
    try:
        link = read(pasted)
    except Refused:
        return
    assert read(link.url) == link
