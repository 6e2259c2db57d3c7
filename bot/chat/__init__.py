"""The chat: what people write to the office's account, and what they are answered."""
