"""What to practise tonight: which sections, in which order, for how long, and why.

What is due comes back at growing distances (N. J. Cepeda et al., “Distributed Practice in Verbal
Recall Tasks”, 2006), and of what is due the half-known first, which gains most (J. Metcalfe and
N. Kornell, “A Region of Proximal Learning Model of Study Time Allocation”, 2005). Short visits to
several pieces follow on each other instead of one long stay, because that is what lasts until the
next day (C. E. Carter and J. A. Grahn, “Optimizing Music Learning: Exploring How Blocked and
Interleaved Practice Schedules Affect Advanced Performance”, 2016).
"""
