"""The diary that writes itself: what a take, cut into stretches, was made of.

In free practice a take is a chain of runs, repeats of a spot, slow work, one hand alone and whole
play-throughs. The words are those of research on how musicians practise: the practice map of
K. Sokolovskis, D. Herremans and E. Chew (“A Novel Interface for the Graphical Analysis of Music
Practice Behaviors”, 2018), and the segments of C. Raphael et al. (2025).
"""
