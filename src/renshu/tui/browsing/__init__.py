"""The library as it is shown: what is known of it, its orders, its tree and its table.

Nothing here knows Textual; the screen asks for lines as they come into sight, so that ten thousand
arrangements cost no more than those that are seen.
"""
