"""Pages for staff, opened on the phone by a link that cannot be guessed: previews, and what a hand-over needs."""
