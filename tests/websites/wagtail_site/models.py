"""The pages that an office's developer makes for what comes from gongkai, as the mapping's header asks for."""

from django.db import models
from wagtail.admin.panels import FieldPanel
from wagtail.api import APIField
from wagtail.fields import RichTextField
from wagtail.models import Page


class ColumnPage(Page):
    """A column; columns may lie within one another."""


class Article(Page):
    """One disclosed item. `key` is its name for life, unique: the site itself refuses a second one."""

    key = models.CharField(max_length=60, unique=True)
    summary = models.TextField(blank=True)

    content_panels = (*Page.content_panels, FieldPanel("key"), FieldPanel("summary"), FieldPanel("body"))
    api_fields = (
        APIField("key", writable=True),
        APIField("summary", writable=True),
        APIField("body", writable=True),
        APIField("live"),
        APIField("latest_revision_created_at"),
    )

    class Meta:
        abstract = True


class ArticlePage(Article):
    """Its text is kept as it was approved."""

    body = models.TextField(blank=True)


class RichArticlePage(Article):
    """Its text is Wagtail's rich text, which drops tables."""

    body = RichTextField(blank=True)
