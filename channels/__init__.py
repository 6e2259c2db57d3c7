"""How an edition goes out: one folder per kind of channel, one interface, one desk."""
