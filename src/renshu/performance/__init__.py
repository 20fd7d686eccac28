"""What is played: key and pedal events in monotonic seconds, and the notes made of them."""
