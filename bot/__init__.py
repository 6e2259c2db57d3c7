"""The doors and the engine; `bot.app` is the one place where things are put together."""
