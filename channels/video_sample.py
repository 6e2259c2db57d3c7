"""A small video of our own making, for the demo and the tests: moving bars and a tone, no words, no people."""

import math
from array import array
from fractions import Fraction
from pathlib import Path

import av
from av.audio.stream import AudioStream
from av.container import OutputContainer
from av.video.stream import VideoStream
from PIL import Image, ImageDraw

AUDIO_RATE = 44_100
AUDIO_FRAME = 1024
TONE = 220.0
BLUE, LIGHT, RED = (22, 76, 140), (226, 235, 245), (190, 45, 40)


def sample_video(
    path: Path,
    *,
    seconds: float = 6,
    size: tuple[int, int] = (720, 1280),
    frame_rate: int = 25,
    codec: str = "libx264",
    sound: bool = True,
) -> Path:
    """Write an upright video (by default 720×1280, H.264 and AAC) to `path`, whose suffix chooses the container."""
    with av.open(str(path), "w", options={"movflags": "faststart"} if path.suffix == ".mp4" else {}) as container:
        video = container.add_stream(codec, rate=frame_rate)
        if not isinstance(video, VideoStream):
            raise TypeError(f"{codec} makes no pictures")
        video.width, video.height, video.pix_fmt = *size, "yuv420p"
        video.options = {"preset": "ultrafast", "crf": "30"} if codec == "libx264" else {}
        tone = container.add_stream("aac", rate=AUDIO_RATE, layout="mono") if sound else None
        _draw(container, video, int(seconds * frame_rate))
        if isinstance(tone, AudioStream):
            _play(container, tone, int(seconds * AUDIO_RATE))
    return path


def _draw(container: OutputContainer, video: VideoStream, frames: int) -> None:
    for number in range(frames):
        picture = _picture(video.width, video.height, (number + 1) / frames)
        container.mux(video.encode(av.VideoFrame.from_image(picture)))  # type: ignore[no-untyped-call]  # PyAV
    container.mux(video.encode())


def _picture(width: int, height: int, done: float) -> Image.Image:
    image = Image.new("RGB", (width, height), BLUE)
    draw = ImageDraw.Draw(image)
    for bar in range(1, 8):
        high = height * (0.15 + 0.25 * abs(math.sin(done * math.pi * 2 + bar)))
        left = width * bar / 9
        draw.rectangle((left, height * 0.7 - high, left + width / 14, height * 0.7), fill=LIGHT)
    draw.rectangle((0, height * 0.85, width * done, height * 0.87), fill=RED)
    return image


def _play(container: OutputContainer, tone: AudioStream, samples: int) -> None:
    for start in range(0, samples, AUDIO_FRAME):
        sound = av.AudioFrame(format="fltp", layout="mono", samples=AUDIO_FRAME)
        sound.sample_rate, sound.pts, sound.time_base = AUDIO_RATE, start, Fraction(1, AUDIO_RATE)
        sound.planes[0].update(_wave(start))
        container.mux(tone.encode(sound))
    container.mux(tone.encode())


def _wave(start: int) -> bytes:
    turn = 2 * math.pi * TONE / AUDIO_RATE
    return array("f", (0.1 * math.sin(turn * sample) for sample in range(start, start + AUDIO_FRAME))).tobytes()
