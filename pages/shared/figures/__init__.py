"""Figures: arrays in, one `go.Figure` out. They know no language and no state; labels are handed in."""
