"""``python -m tests.fakes.bot_api --port 8081``: the server as a process of its own; prints its address as JSON."""

from __future__ import annotations

import argparse
import json
import sys

from tests.fakes.bot_api.server import TOKEN, BotApi


def main() -> None:
    """Serve until the process ends."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--port", type=int, default=0)
    parser.add_argument("--token", default=TOKEN)
    options = parser.parse_args()
    server = BotApi(options.token, options.port)
    sys.stdout.write(json.dumps({"url": server.url, "token": options.token}) + "\n")
    sys.stdout.flush()
    server.serve_forever()


if __name__ == "__main__":
    main()
