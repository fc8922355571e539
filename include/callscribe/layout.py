"""How the commands lay things out on a terminal."""

from __future__ import annotations

from rich import box
from rich.table import Table


def empty_table(title: str) -> Table:
    """An empty table, narrow enough for a terminal of 80 columns."""
    return Table(
        title=title,
        box=box.SIMPLE_HEAD,
        padding=(0, 1, 0, 0),
        pad_edge=False,
        title_justify="left",
        title_style="bold",
    )


def clock(seconds: float) -> str:
    """Minutes and seconds, such as 1:05."""
    return f"{int(seconds // 60)}:{int(seconds % 60):02d}"
