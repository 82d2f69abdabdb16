"""The only door between rooms: request, legal ground, decision, hand-over, receipt, recall, consent."""
