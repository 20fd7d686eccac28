"""What is worked out once about every score of the library, in the background, and then kept."""
