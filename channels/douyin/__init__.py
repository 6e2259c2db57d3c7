"""Douyin (抖音): a person uploads the video; the place of its own interface is described in README.md."""
