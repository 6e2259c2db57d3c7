"""The dialogues, one module per subject. Pure: see `bot.chat.dialogue`."""
