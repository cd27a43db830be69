"""The door for web servers: ``gunicorn corporate_parenting.wsgi``."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "corporate_parenting.settings")

application = get_wsgi_application()
