"""What the demo says while it plays."""

from dataclasses import dataclass, field

from bot.cli.out import say


@dataclass(slots=True)
class Narration:
    """Numbered scenes; every expectation is said, and remembered when it does not hold."""

    scene: int = 0
    failed: list[str] = field(default_factory=list)

    def begin(self, title: str) -> None:
        self.scene += 1
        say(f"\n{self.scene}. {title}")

    def tell(self, text: str) -> None:
        for line in text.splitlines():
            say(f"   {line}")

    def expect(self, holds: bool, what: str) -> None:
        self.tell(f"{'✓' if holds else '✗'} {what}")
        if not holds:
            self.failed.append(what)
