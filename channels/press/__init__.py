"""Newspapers, radio and television (报社、电台等): what others carried is written down, nothing is sent."""
