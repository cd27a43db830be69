"""How fast the pages are: ``make bench``. Not tests: a busy machine would fail them."""
