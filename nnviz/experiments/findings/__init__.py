"""What can be noticed about a run, by subject: each finding is a function that tells it or nothing."""
