"""Heavy libraries in child processes: frames of msgpack over pipes.

Reading a score and engraving it take seconds of CPU and hold the interpreter's lock, so both run
in a child, `python -m renshu.…`, whose main calls `server.serve`. The parent talks to it through
`client.Worker` (blocking) or `async_client.AsyncWorker`.
"""
