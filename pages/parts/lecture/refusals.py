"""Why a lecture cannot be taken as it stands, for the sentence that says so."""


class Refusal(Exception):  # noqa: N818 - it is an answer, not an error of ours
    """What is wrong: the name of a sentence below `refused.` in the page's text, and what it names."""

    def __init__(self, kind: str, **values: object) -> None:
        super().__init__(f"a lecture must be readable, it is refused: {kind} {values}")
        self.kind, self.values = kind, values

    def at(self, moment: int) -> "Refusal":
        """The same, said of the moment of this number."""
        return Refusal(self.kind, **{**self.values, "moment": moment})
