"""MusicXML: from the bytes of a file to a `Score`, by way of lxml, music21 and rules of our own.

bytes → `opening` (sizes, zip, encoding) → `mending` (what others would stumble over) → `reading`
(music21 reads the notes) → `ties`, `measures`, `signs`, `hands`, … → `Score`.
"""

from renshu.library.musicxml.compiling import read

__all__ = ["read"]
