"""The door for web servers: ``gunicorn --preload corporate_parenting.wsgi``."""

import gc
import os
import sys

from django.core.wsgi import get_wsgi_application
from django.urls import get_resolver

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "corporate_parenting.settings")

application = get_wsgi_application()

# All pages, before anybody asks for one: processes that are forked then hold them together.
_ = get_resolver().url_patterns
# What was loaded stays. Looking through it for garbage again and again costs each page time.
gc.collect()
gc.freeze()
# A page that is begun is finished first: threads that take turns would finish all pages late.
sys.setswitchinterval(0.05)
