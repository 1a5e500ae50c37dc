"""Networks and what they are made of: activations, losses, initialisers, and the way forward."""
