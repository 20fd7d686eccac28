"""renshu (練習, practice): piano practice in the terminal.

Read the packages from the bottom up: `score` is what is written, `performance` what is played,
`follow` how the two meet, `practice` one practice run. Those four have no clock and no I/O.
Above them stand the edges (`midi`, `sound`, `engrave`, `library`, `history`, `config`), with what
several of them need below: `workers`, helping processes, and `database`, files of SQLite. Over
them is `evening`, what all front ends share, and on top these: `tui`, the screen; `lines`, the same
in spoken lines; `serve`, the screen in a browser; `cli`, the commands.
"""

__version__ = "0.1.0"
