"""What is written: notes, measures, tempo and playing order, as exact frozen values.

Score time is a `Fraction` of a quarter note. *Written* time runs once through the printed bars;
*performed* time runs through the playing order, with repeats played out.
"""
