"""Child processes that are spoken to in frames, so that heavy work never stalls the screen."""
