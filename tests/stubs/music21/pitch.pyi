class Pitch:
    step: str
    alter: float
    octave: int
    midi: int
