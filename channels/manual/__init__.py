"""A website whose back office has no door for programs: a person enters the item there, we check the public page."""
