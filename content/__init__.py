"""What is said and what was done: values, rules, and the store that keeps them."""
