"""One function per rule: scripts in, problems out.

The docstring of a rule is its manual page for coordinators and therefore Dutch; ``scripts check --explain`` prints it.
"""
