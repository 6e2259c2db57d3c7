"""The search over what is published: words, thesaurus, ranking, and an index of each machine's own."""
