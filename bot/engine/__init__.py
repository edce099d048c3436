"""The conversation itself, pure: no I/O, no clock, no randomness, no async.

One door: :func:`bot.engine.turn.start` and :func:`bot.engine.turn.resume` take a dialog, a session, an event and the
time, and give back a session and what happened. Time, nonces and references are handed in.
"""
