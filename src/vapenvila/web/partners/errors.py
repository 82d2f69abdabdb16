"""An act that its rule refuses."""

from vapenvila.rules.decision import Decision


class RefusedError(Exception):
    """Carries the rule's answer; the form shows its sentence."""

    def __init__(self, decision: Decision) -> None:
        super().__init__(decision.reason)
        self.decision = decision
