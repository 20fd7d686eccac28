"""renshu in a browser: textual-serve's bridge, kept on this machine and to itself."""
