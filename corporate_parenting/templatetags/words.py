"""The council's words in a sentence: ``{{ actions|length|counted:council.action_word }}``."""

from django import template

from corporate_parenting import words

register = template.Library()
register.filter("counted", words.counted)
register.filter("noun_of", words.noun_of)
register.filter("with_article", words.with_article)
