"""What a video file is, read with PyAV without decoding more than one frame."""

import math
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from av.container import InputContainer
    from av.video.stream import VideoStream
    from PIL import Image

# Only containers that hold their own pictures, only from this machine: a playlist disguised as .mp4 would otherwise
# make the library open other files and addresses.
SAFE = {
    "protocol_whitelist": "file",
    "format_whitelist": "mov,mp4,m4a,3gp,3g2,mj2,matroska,webm,avi,flv,mpegts,mpeg,asf",
}
SHAPES = ((9, 16), (3, 4), (1, 1), (4, 3), (16, 9))
# AttributeError: PyAV leaves a stream whose codec it does not know without a codec context.
ERRORS = (OSError, ValueError, IndexError, StopIteration, AttributeError)
MICROSECONDS = 1_000_000
"""In a second: PyAV's `time_base`, in which it gives and takes the times of a file."""


class UnreadableError(Exception):
    """Not a video that can be played; the words are Chinese, for staff."""


@dataclass(frozen=True, slots=True)
class VideoFacts:
    """`size` bytes, `bitrate` bit/s, `frame_rate` frames/s; width and height as shown, after `rotation` (degrees).

    `container` is `mp4`, `mov`, `webm`, … ; `shape` the nearest usual ratio (`9:16`) or the exact one; `audio` is the
    codec's name, empty without sound. `steady` is False when the frame rate varies, `whole` when the end is missing.
    """

    container: str
    codec: str
    size: int
    seconds: float
    width: int
    height: int
    rotation: int
    frame_rate: float
    steady: bool
    bitrate: int
    audio: str
    whole: bool

    @property
    def short_side(self) -> int:
        return min(self.width, self.height)

    @property
    def shape(self) -> str:
        ratio = self.width / self.height
        for wide, high in SHAPES:
            if abs(ratio * high / wide - 1) < 0.02:
                return f"{wide}:{high}"
        divisor = math.gcd(self.width, self.height)
        return f"{self.width // divisor}:{self.height // divisor}"


@lru_cache(maxsize=512)
def inspect_kept(sha256: str, path: str) -> VideoFacts:  # noqa: ARG001  # the hash is the cache's key
    """`inspect` for a file kept under its hash: read once per process."""
    return inspect(path)


def inspect(path: str) -> VideoFacts:
    """Read the headers and the first frame. Raises UnreadableError."""
    with _opened(path) as container:
        stream = _video_of(container)
        rotation = _rotation(container, stream)
        width, height = stream.width, stream.height
        return VideoFacts(
            container=_container(container),
            codec=stream.codec_context.codec.canonical_name,
            size=container.size,
            seconds=_seconds(container, stream),
            width=height if rotation % 180 else width,
            height=width if rotation % 180 else height,
            rotation=rotation,
            frame_rate=float(stream.average_rate or 0),
            steady=_is_steady(stream),
            bitrate=container.bit_rate,
            audio=_audio(container),
            whole=_is_whole(container, stream),
        )


def frame(path: str, second: float) -> "Image.Image":
    """The picture shown at about this second, upright. Raises UnreadableError."""
    with _opened(path) as container:
        stream = _video_of(container)
        container.seek(int(second * MICROSECONDS), backward=True)
        picture = last = next(container.decode(stream))
        for last in container.decode(stream):
            if last.time is None or last.time > second:
                break
            picture = last
        image: Image.Image = picture.to_image()  # type: ignore[no-untyped-call]  # PyAV leaves it untyped
        return image.rotate(picture.rotation, expand=True)


@contextmanager
def _opened(path: str) -> Iterator["InputContainer"]:
    import av  # noqa: PLC0415  # large, and only items with a video need it

    try:
        with av.open(path, options=SAFE) as container:
            yield container
    except FileNotFoundError as error:
        raise UnreadableError("视频文件不见了，请重新上传。") from error
    except (av.FFmpegError, *ERRORS) as error:
        raise UnreadableError("视频打不开：不是视频，或文件已损坏。请重新导出为 MP4（H.264）再上传。") from error


def _video_of(container: "InputContainer") -> "VideoStream":
    if not container.streams.video:
        raise UnreadableError("文件里只有声音，没有画面。请换成视频文件。")
    stream = container.streams.video[0]
    if not (stream.width and stream.height):
        raise UnreadableError("视频的画面读不出来，请重新导出为 MP4（H.264）再上传。")
    return stream


def _container(container: "InputContainer") -> str:
    names = container.format.name.split(",")
    if "mp4" in names:
        return "mov" if container.metadata.get("major_brand", "").startswith("qt") else "mp4"
    return "webm" if "webm" in names and Path(container.name).suffix.lower() == ".webm" else names[0]


def _audio(container: "InputContainer") -> str:
    return container.streams.audio[0].codec_context.codec.canonical_name if container.streams.audio else ""


def _seconds(container: "InputContainer", stream: "VideoStream") -> float:
    if container.duration is not None:
        return container.duration / MICROSECONDS
    if stream.duration is not None and stream.time_base is not None:
        return float(stream.duration * stream.time_base)
    return 0.0


def _rotation(container: "InputContainer", stream: "VideoStream") -> int:
    """Of the first frame: players turn the picture by it, upload pages do not always."""
    return next(container.decode(stream)).rotation


def _is_steady(stream: "VideoStream") -> bool:
    average, base = stream.average_rate, stream.base_rate
    return not (average and base) or abs(float(average / base) - 1) < 0.02


def _is_whole(container: "InputContainer", stream: "VideoStream") -> bool:
    """Whether the bytes that the index promises are there: an upload that broke off still opens and plays."""
    entries = stream.index_entries
    if len(entries) == 0:
        return True
    last = entries[-1]
    return last.pos + last.size <= container.size
