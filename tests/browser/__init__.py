"""What is seen in a real browser: the handbook, built and served, page by page."""
