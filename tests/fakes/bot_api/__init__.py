"""A Bot API server on this machine, over real HTTP, with people who chat through it.

It keeps to the rules that matter to a bot: updates are forgotten when an offset confirms them and at no other time,
a message waits 24 hours and a button press 150 seconds, two pollers get in each other's way, texts, markup and
buttons are checked as strictly as Telegram does (or more so). Start with :class:`tests.fakes.bot_api.server.BotApi`.
"""
