"""A website whose interface is described in a YAML mapping: one algorithm of ours, said in the site's own language."""
