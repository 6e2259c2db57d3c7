from django.apps import AppConfig


class Website(AppConfig):
    name = "tests.websites.wagtail_site"
    label = "website"
