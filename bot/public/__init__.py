"""The public's pages: letters, progress, search, applications, questions and answers; usable without JavaScript."""
