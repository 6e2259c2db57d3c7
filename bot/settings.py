"""The settings file `gongkai.yaml`: read once, every fault told at once with its line.

Secrets come only from the environment, as `"${NAME}"` in the file. Relative paths are relative to the folder of the
settings file. See bot/sample/gongkai.yaml for every setting with its explanation.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from bot.faults import SettingsFaults
from bot.settings_applications import OnApplications
from bot.settings_chat import Chat, Public
from bot.settings_reader import Reader
from bot.settings_report import AnnualReport
from channels.settings import ChannelSettings
from content import lined
from content.column import Column
from content.freshness_rules import TWO_WEEKS
from content.lined import Fault

__all__ = ["Fault", "Office", "Settings", "SettingsFaults", "load"]


@dataclass(frozen=True, slots=True)
class Office:
    """Who discloses. `index_number` is the template of the 索引号, `application_number` that of what an application for
    information is registered under; the rest stands in the 公开指南 (条例第十二条)."""

    name: str
    code: str
    index_number: str = "{code}/{year}-{serial:05d}"
    application_number: str = "依申请〔{year}〕{serial:04d}号"
    department: str = ""
    address: str = ""
    hours: str = ""
    phone: str = ""
    fax: str = ""
    email: str = ""

    def numbering(self, unit: str) -> Callable[[int, int], str]:
        """What `work.items.create` wants: the index number for a year and a serial, for items of one unit."""

        def index_number(year: int, serial: int) -> str:
            return self.index_number.format(code=self.code, year=year, serial=serial, unit=unit)

        return index_number

    def application_numbering(self, year: int, serial: int) -> str:
        """What `work.applications.add` wants."""
        return self.application_number.format(code=self.code, year=year, serial=serial)


@dataclass(frozen=True, slots=True)
class FreshnessRules:
    """How many days may pass without anything new on a website's home page, and in each account."""

    home_days: int = TWO_WEEKS
    account_days: int = TWO_WEEKS


@dataclass(frozen=True, slots=True)
class Console:
    """The staff's pages. `base_url`: where staff find them, "" = not said. `second_step`: the roles that must sign in
    with a code of their phone too.
    """

    base_url: str = ""
    second_step: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Settings:
    """What the office decided. `database` and `engine` may hold a password: they are left out of the repr.

    `channels` holds, by channel name and in the file's order, an instance of the kind's own settings model.
    `emergency` are the two roles that may publish together before approval.
    """

    path: Path
    office: Office
    database: str = field(repr=False)
    engine: str = field(repr=False)
    files: Path
    identity: Path
    review: tuple[str, ...]
    basis: str
    media: tuple[str, ...]
    columns: tuple[Column, ...]
    channels: Mapping[str, ChannelSettings]
    emergency: tuple[str, str]
    applications: OnApplications = field(default_factory=OnApplications)
    chat: Chat = field(default_factory=Chat)
    public: Public = field(default_factory=Public)
    freshness: FreshnessRules = field(default_factory=FreshnessRules)
    report: AnnualReport = field(default_factory=AnnualReport)
    console: Console = field(default_factory=Console)
    demo: bool = False

    @property
    def answers_only(self) -> bool:
        """Whether the account that talks may tell visitors nothing afterwards: they must ask again."""
        channel = self.channels.get(self.chat.channel)
        return channel is not None and not channel.tells

    @property
    def folder(self) -> Path:
        """What relative paths in the file are relative to."""
        return self.path.parent


def load(path: Path | str, environ: Mapping[str, str]) -> Settings:
    """Read the settings. Raises SettingsFaults with every fault of the file."""
    place = Path(path).absolute()
    reader = Reader(lined.read(_text(place)), environ, place.parent)
    rest = reader.rest()
    office = reader.office()
    columns = reader.columns()
    channels = reader.channels()
    applications = reader.applications()
    chat = reader.chat(channels, columns)
    public = reader.public(chat)
    report = reader.report(rest, columns)
    reader.cross_check(rest)
    if reader.faults or rest is None or office is None:
        raise SettingsFaults(reader.faults)
    return Settings(
        path=place,
        office=Office(**office.model_dump()),
        database=_absolute(rest.database, place.parent),
        engine=_absolute(rest.engine, place.parent),
        files=place.parent / rest.files,
        identity=place.parent / rest.identity,
        review=rest.review,
        basis=rest.basis,
        media=rest.media,
        columns=columns,
        channels=channels,
        emergency=(rest.emergency[0], rest.emergency[1]),
        applications=applications,
        chat=chat,
        public=public,
        freshness=FreshnessRules(**rest.freshness.model_dump()),
        report=report,
        console=Console(**rest.console.model_dump()),
        demo=rest.demo,
    )


def _text(path: Path) -> str:
    try:
        return path.read_bytes().decode("utf-8-sig")
    except FileNotFoundError:
        raise SettingsFaults([Fault(0, "", f"找不到设置文件 {path}；新建一套用 gongkai init 文件夹")]) from None
    except OSError as error:
        raise SettingsFaults([Fault(0, "", f"打不开设置文件 {path}：{error.strerror}")]) from None
    except UnicodeDecodeError:
        raise SettingsFaults([Fault(0, "", f"设置文件 {path} 不是 UTF-8 编码，请另存为 UTF-8")]) from None


def _absolute(address: str, folder: Path) -> str:
    """The address with its SQLite file's path made absolute; others as they are."""
    start, found, path = address.partition("sqlite:///")
    return f"sqlite:///{folder / path}" if found and not start else address
