"""Settings that cannot work are refused in Chinese."""

import pytest
from pydantic import ValidationError

from channels.wechat.settings import Settings

GOOD = {"medium": "微信公众号", "app_id": "wx0000000000000000", "secret": "sample"}


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ({"send_as": "publish"}, "未认证"),
        ({"send_as": "mass"}, "未认证"),
        ({"api_base": "http://api.weixin.qq.com"}, "https://"),
        ({"api_base": "http://127.0.0.1.example.com"}, "https://"),
        ({"app_id": "gh_0000"}, "AppID"),
        ({"secret": ""}, "AppSecret"),
        ({"token": "有汉字"}, "Token"),
        ({"encoding_aes_key": "short"}, "43"),
        ({"author": "长" * 17}, "16"),
        ({"at": "25:00"}, "17:00"),
        ({"polls": []}, "间隔"),
        ({"patience_seconds": 301}, "patience_seconds"),
    ],
)
def test_what_cannot_work_is_a_fault_in_words(given: dict[str, object], words: str) -> None:
    with pytest.raises(ValidationError, match=words):
        Settings.model_validate({**GOOD, **given})


def test_the_least_that_works_is_the_safest_way_to_send() -> None:
    settings = Settings.model_validate(GOOD)
    assert (settings.send_as, settings.account) == ("draft", "subscription")
    assert "sample" not in repr(settings)


def test_the_sandbox_on_loopback_and_a_daily_time_are_taken() -> None:
    settings = Settings.model_validate({**GOOD, "api_base": "http://127.0.0.1:8123/", "at": "17:00"})
    assert (settings.api_base, settings.at) == ("http://127.0.0.1:8123", "17:00")
