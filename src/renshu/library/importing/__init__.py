"""Taking in scores: pasted paths, archives, many files in the background, folders that change."""
