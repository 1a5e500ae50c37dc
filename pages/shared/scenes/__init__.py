"""Scenes: numbers in, drawn elements with ids out. They know no language and no state."""
