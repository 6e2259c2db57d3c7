"""What a person may see: the reads behind every door."""
