"""renshu (練習, practice): piano practice in the terminal.

Read the packages from the bottom up: `score` is what is written, `performance` what is played,
`follow` how the two meet, `practice` one practice run. Those four have no clock and no I/O.
Above them stand the edges (`midi`, `sound`, `engrave`, `library`, `history`, `config`), and on
top the two front ends: `tui`, the screen, and `cli`, the commands.
"""

__version__ = "0.1.0"
