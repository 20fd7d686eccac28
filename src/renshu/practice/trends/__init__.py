"""Practice from day to year: what the takes of many evenings say together.

All of this counts and weighs; it knows no clock and no database. What day a take belongs to is in
`days`, sums over a time in `figures`, the bars of one piece in `passes`, `heat` and `weakness`.
"""
