"""Wrong words: those of the lists first, then slips found through the word that was meant."""

from collections.abc import Iterator

from content.checks import slips, words
from content.checks.passage import Finding, Passage


def find(passage: Passage) -> Iterator[Finding]:
    taken: set[int] = set()
    for finding in words.find(passage):
        taken.update(range(finding.start, finding.end))
        yield finding
    for finding in slips.find(passage):
        if taken.isdisjoint(range(finding.start, finding.end)):
            yield finding
