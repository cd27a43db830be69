"""Every route of the site, found by walking the URL configuration, with an address to call it."""

from dataclasses import dataclass

from django.urls import URLPattern, URLResolver, get_resolver


@dataclass(frozen=True)
class Route:
    """``name`` with its namespaces, and the names of its arguments in order."""

    name: str
    arguments: tuple[str, ...]


def all_routes():
    """Every route, admin and sign-in included."""
    return sorted(set(_routes(get_resolver(), "", ())), key=lambda route: route.name)


def _routes(resolver, namespace, outer):
    for entry in resolver.url_patterns:
        arguments = outer + tuple(entry.pattern.regex.groupindex)
        if isinstance(entry, URLResolver):
            inner = f"{namespace}{entry.namespace}:" if entry.namespace else namespace
            yield from _routes(entry, inner, arguments)
        elif isinstance(entry, URLPattern):
            yield Route(f"{namespace}{entry.name or entry.pattern}", arguments)
