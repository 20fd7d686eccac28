"""What a fair teacher would mention about a take, beyond right and wrong notes."""
