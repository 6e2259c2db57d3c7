"""`python -m tests.websites.wagtail_site.serve`: makes the site, serves it on loopback, ends when its input does.

It says the port it serves at, is told the port its visitors use, and says, as JSON, the tokens of the account that
gongkai gets and of an administrator.
"""

import json
import os
import sys
from threading import Thread

import django

os.environ["DJANGO_SETTINGS_MODULE"] = "tests.websites.wagtail_site.settings"
django.setup()

from django.contrib.auth.models import Group, Permission, User  # noqa: E402
from django.core.management import call_command  # noqa: E402
from django.core.servers.basehttp import ThreadedWSGIServer, WSGIRequestHandler  # noqa: E402
from django.core.wsgi import get_wsgi_application  # noqa: E402
from wagtail.models import (  # noqa: E402
    APIToken,
    Collection,
    GroupCollectionPermission,
    GroupPagePermission,
    Locale,
    Page,
    Site,
)

from tests.websites.wagtail_site.models import ColumnPage  # noqa: E402

PAGES = ("add_page", "change_page", "publish_page")
FILES = ("add_document", "choose_document", "add_image", "choose_image")


class Quiet(WSGIRequestHandler):
    def log_message(self, format: str, *args: object) -> None:  # noqa: A002  # the base class calls it so
        pass


def make_site(port: int) -> ColumnPage:
    """What Wagtail's migrations would put there, and the site's home."""
    Locale.objects.create(language_code="zh-hans")
    Collection.add_root(name="Root")
    root = Page.add_root(title="Root", slug="root")
    home = root.add_child(instance=ColumnPage(title="示范高新区", slug="home"))
    Site.objects.create(hostname="127.0.0.1", port=port, root_page=home, is_default_site=True, site_name="示范高新区")
    return home


def make_accounts(home: ColumnPage) -> dict[str, str]:
    """Their tokens. The one for gongkai may do no more than it needs."""
    group = Group.objects.create(name="公开系统")
    for name in PAGES:
        GroupPagePermission.objects.create(group=group, page=home, permission=_permission(name))
    for name in FILES:
        GroupCollectionPermission.objects.create(
            group=group, collection=Collection.get_first_root_node(), permission=_permission(name)
        )
    group.permissions.add(_permission("access_admin"))
    account = User.objects.create_user("gongkai")
    account.groups.add(group)
    admin = User.objects.create_superuser("admin")
    return {name: _token(user) for name, user in {"token": account, "admin": admin}.items()}


def _permission(name: str) -> Permission:
    return Permission.objects.get(codename=name)


def _token(user: User) -> str:
    _, token = APIToken.create_token(user=user, name="gongkai")
    return token


def serve() -> None:
    server = ThreadedWSGIServer(("127.0.0.1", 0), Quiet)
    print(server.server_port, flush=True)
    call_command("migrate", run_syncdb=True, verbosity=0)
    home = make_site(int(sys.stdin.readline()))
    server.set_app(get_wsgi_application())
    print(json.dumps(make_accounts(home)), flush=True)
    Thread(target=server.serve_forever, daemon=True).start()
    sys.stdin.read()


if __name__ == "__main__":
    serve()
