"""What the pre-check sees in real files: made here by PyAV, some of them spoilt."""

from dataclasses import replace
from pathlib import Path

import pytest
from PIL import Image

import channels
from channels.covers import fitted
from channels.limits import MEASURES, VideoRule, age_problem, load, text_problem, video_problems
from channels.video import UnreadableError, VideoFacts, frame, inspect
from channels.video_sample import sample_video
from tests.channels.stages import NOON, video_bytes

LIMITS = sorted(Path(channels.__path__[0]).glob("*/limits.yaml"))
SHIPINHAO = Path(channels.__path__[0]) / "shipinhao" / "limits.yaml"


def test_an_upright_video_is_read_as_what_it_is(tmp_path: Path) -> None:
    facts = inspect(str(sample_video(tmp_path / "v.mp4", frame_rate=10)))
    assert (facts.container, facts.codec, facts.audio) == ("mp4", "h264", "aac")
    assert (facts.width, facts.height, facts.shape, facts.frame_rate) == (720, 1280, "9:16", 10)
    assert facts.seconds == pytest.approx(6, abs=0.1)
    assert facts.size == (tmp_path / "v.mp4").stat().st_size
    assert facts.whole
    assert facts.steady


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"", "打不开"),
        ("这不是视频".encode() * 200, "打不开"),
        (b"#EXTM3U\n#EXT-X-TARGETDURATION:9\n#EXTINF:9,\n/etc/hostname\n#EXT-X-ENDLIST\n", "打不开"),
        (b"ffconcat version 1.0\nfile /etc/hostname\n", "打不开"),
    ],
    ids=["empty", "text", "playlist that names another file", "list of files"],
)
def test_what_is_no_video_is_said_in_words_and_opens_nothing_else(tmp_path: Path, content: bytes, says: str) -> None:
    (tmp_path / "v.mp4").write_bytes(content)
    with pytest.raises(UnreadableError, match=says):
        inspect(str(tmp_path / "v.mp4"))


def test_an_upload_that_broke_off_is_noticed_though_it_still_opens(tmp_path: Path) -> None:
    whole = video_bytes()
    (tmp_path / "cut.mp4").write_bytes(whole[: len(whole) * 2 // 3])
    assert not inspect(str(tmp_path / "cut.mp4")).whole


def test_a_frame_is_the_one_shown_at_its_second_and_a_cover_keeps_all_of_it(tmp_path: Path) -> None:
    path = sample_video(tmp_path / "v.mp4", frame_rate=10)
    early, late = (frame(str(path), second).getpixel((360, 1100)) for second in (0.5, 5.5))
    assert early[2] > early[0], "the red bar has not come this far"
    assert late[0] > late[2], "the red bar is over the middle"
    (tmp_path / "cover.jpg").write_bytes(fitted(frame(str(path), 5.5), 1440, 1080))
    assert size_of(tmp_path / "cover.jpg") == (1440, 1080)


def size_of(path: Path) -> tuple[int, int]:
    with Image.open(path) as image:
        return image.size


GOOD = VideoFacts(
    container="mp4",
    codec="h264",
    size=50 << 20,
    seconds=60,
    width=1080,
    height=1920,
    rotation=0,
    frame_rate=25,
    steady=True,
    bitrate=6_000_000,
    audio="aac",
    whole=True,
)


@pytest.mark.parametrize("path", LIMITS, ids=[path.parent.name for path in LIMITS])
def test_every_limit_names_a_known_measure_its_source_and_when_it_was_checked(path: Path) -> None:
    limits = load(path)
    assert {rule.measure for rule in limits.video} <= set(MEASURES)
    assert all(rule.source and rule.remedy for rule in limits.video)
    assert video_problems(limits.video, GOOD, "平台") == []
    assert age_problem(limits, "平台", limits.checked_on) is None
    assert age_problem(limits, "平台", NOON.date().replace(year=2030)) is not None


def test_a_problem_gives_the_value_the_limit_and_the_remedy() -> None:
    rule = VideoRule(measure="size", most=1 << 30, blocks=True, remedy="请压缩", source="test")
    (problem,) = video_problems((rule,), replace(GOOD, size=int(1.2 * (1 << 30))), "视频号")
    assert problem.says == "视频文件大小：1.2 GB；视频号最多 1 GB。请压缩。"
    assert problem.blocks


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"seconds": 4.0}, "video_seconds"),
        ({"seconds": 30_000.0}, "video_seconds"),
        ({"codec": "hevc"}, "video_codec"),
        ({"audio": ""}, "video_sound"),
        ({"audio": "mp3"}, "video_audio"),
        ({"steady": False}, "video_pace"),
        ({"rotation": 90}, "video_turn"),
        ({"width": 480, "height": 854}, "video_short_side"),
    ],
)
def test_each_kind_of_fault_is_found_by_the_shipped_limits(change: dict[str, float], code: str) -> None:
    limits = load(SHIPINHAO)
    assert [problem.code for problem in video_problems(limits.video, replace(GOOD, **change), "视频号")] == [code]


def test_a_short_title_is_measured_sign_by_sign() -> None:
    rule = load(SHIPINHAO).texts["short_title"]
    assert text_problem(rule, "3月“安全检查”+《指南》") == ""
    assert "至少 6 字" in text_problem(rule, "检查开始")
    assert "最多 16 字" in text_problem(rule, "关于开展三月份安全生产大检查的通知")
    assert "“，！”" in text_problem(rule, "检查，开始了！")
