from django.conf import settings
from django.urls import include, path
from django.views.static import serve
from wagtail import urls as pages
from wagtail.admin import urls as admin
from wagtail.api.v3.urls import api
from wagtail.documents import urls as documents

urlpatterns = [
    path("admin/", include(admin)),
    path("api/v3/", api.urls),
    path("documents/", include(documents)),
    path("media/<path:path>", serve, {"document_root": settings.MEDIA_ROOT}),
    path("", include(pages)),
]
