"""How hard a piano score is, as a grade from 1 to 9 with its reasons.

The grade follows the scale by which publishers grade piano works (1–3 easy, 4–6 medium, 7–9
difficult). It is made of two things that a player can count:

- the *strain* of the hard bars: how many efforts a second they ask for, where an effort is a key
  press, a move of the hand, a stretch, a black key and so on (`efforts`);
- the *vocabulary*: how many different grips each hand has to learn (`grips`).

Both count by their doublings. That much was found before to grade well: note rate, hand
displacement, chords, polyphony and altered notes by V. Sébastien et al., "Score Analyzer"
(ISMIR 2012), and S.-C. Chiu and M.-S. Chen, "A Study on Difficulty Level Recognition of Piano
Sheet Music" (ISM 2012); pitch entropy, displacement rate and the variety of pitch sets by
P. Ramoneda et al. (ICASSP 2022, "Can I play it?" 2023, RubricNet, ISMIR 2024).
"""

from renshu.library.difficulty.difficulty import Difficulty, difficulty

__all__ = ["Difficulty", "difficulty"]
