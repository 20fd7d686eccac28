"""What is heard: clicks at their time, and a small synthesiser where the piano is silent."""
