"""What the law makes an office keep count of in days and lists."""
