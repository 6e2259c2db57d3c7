"""What cannot be read as a report."""

from content.problems import InWords


class CannotRead(InWords):
    """No report could be read from the file; says why, and what to hand in instead."""
