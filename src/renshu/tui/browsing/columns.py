"""The columns of the library: apart, because the first frame shows them before all else."""

from renshu.config import Order
from renshu.tui.drawing.table import Column

TABLE_COLUMNS = (
    Column("Title", 20, 4, "ink"),
    Column("Series", 12, 3),
    Column("Level", 5),
    Column("Composer", 10, 2),
    Column("Learnt", 6, is_right=True),
    Column("Last played", 11, part="quiet"),
)
TABLE_ORDERS = (
    Order.TITLE,
    Order.SERIES,
    Order.DIFFICULTY,
    Order.COMPOSER,
    Order.PROGRESS,
    Order.PLAYED,
)
"""What a click on each heading of the table orders by."""

TREE_COLUMNS = (
    Column("Series, track, arrangement", 34, 5, "ink"),
    Column("Use", 9, part="words"),
    Column("Level", 5),
    Column("Learnt", 6, is_right=True),
    Column("Last played", 11, part="quiet"),
)
