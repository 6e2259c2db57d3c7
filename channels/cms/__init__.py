"""Websites that are somebody else's CMS: one algorithm, behind which each CMS speaks its own language."""
