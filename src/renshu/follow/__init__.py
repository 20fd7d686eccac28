"""How score and performance meet: followers while playing, the review afterwards."""
