"""What is said when a second printing process ends without its answer.

A module of its own: ``render_process`` catches it, and must not load the press to do so.
"""


class OtherProcessError(Exception):
    """``code`` is the exit code of the process; below 0, the signal that ended it."""

    def __init__(self, code: int | None) -> None:
        super().__init__(f"The second printing process ended with {code}.")
        self.code = code
