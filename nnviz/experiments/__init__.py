"""A whole experiment: data, network and training under one frozen description, and what it tells."""
