"""What the terminal is able to show, and how pictures get there."""
