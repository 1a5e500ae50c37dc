"""Networks and what they are made of: activations, losses, initializers, and the way forward."""
