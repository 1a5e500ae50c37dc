"""Computations of single lessons: gates, the perceptron rule, linear layers, and digits to read."""
