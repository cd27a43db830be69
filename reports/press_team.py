"""Parts of a paper shared between this process and a second one: it prints in half the time."""

import multiprocessing
from collections.abc import Sequence
from multiprocessing.connection import Connection

from reports import press
from reports.other_process import OtherProcessError
from reports.printed import Printed
from reports.sheets import Sheets

# Letters of a page's HTML: below so many, a second process costs more than it saves.
WORTH_A_PROCESS = 20_000
LETTERS_A_PICTURE = 3_000  # what a chart costs beside them


def print_all(sheets: Sequence[Sheets], processes: int) -> list[Printed]:
    """Each printed, in order; with two ``processes``, some of them in a second one."""
    away = _shared_out(sheets) if processes > 1 else []
    if not away:
        return [_print(each) for each in sheets]
    receiver, sender = multiprocessing.Pipe(duplex=False)
    second = multiprocessing.get_context("fork").Process(
        target=_print_away, args=([sheets[place] for place in away], sender), daemon=True
    )
    second.start()
    try:
        sender.close()
        here = iter([_print(each) for place, each in enumerate(sheets) if place not in away])
        there = iter(_received(receiver, second))
    finally:
        second.kill()
        second.join()
    return [next(there if place in away else here) for place in range(len(sheets))]


def _print(sheets: Sheets) -> Printed:
    return press.print_part(sheets.html, stylesheet=sheets.style, assets=sheets.assets)


def _shared_out(sheets: Sequence[Sheets]) -> list[int]:
    """The places of those for the second process: both have about as much to do."""
    costs = [len(each.html) + LETTERS_A_PICTURE * len(each.pictures) for each in sheets]
    here, there, away = 0, 0, []
    for place in sorted(range(len(sheets)), key=lambda place: (-costs[place], place)):
        if there < here:
            away.append(place)
            there += costs[place]
        else:
            here += costs[place]
    return sorted(away) if there >= WORTH_A_PROCESS else []


def _print_away(sheets: Sequence[Sheets], sender: Connection) -> None:
    try:
        sender.send([_print(each) for each in sheets])
    except (MemoryError, RecursionError) as error:
        sender.send(type(error)())


def _received(receiver: Connection, second: multiprocessing.Process) -> list[Printed]:
    try:
        answer = receiver.recv()
    except EOFError as error:
        second.join()
        raise OtherProcessError(second.exitcode) from error
    if isinstance(answer, BaseException):
        raise answer
    return answer
