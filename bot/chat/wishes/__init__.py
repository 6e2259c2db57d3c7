"""What the dialogues wish for, one module per subject: plain values; `bot.chat.doings` answers them."""
