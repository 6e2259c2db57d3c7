"""What answers the wishes of the dialogues, one module per subject; each only calls actions and views."""
