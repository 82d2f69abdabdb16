"""Do coders agree, and what does it do to the result when they do not? Kappa, alpha, and shares by who judges."""

from vapenvila.analysis.coder_agreement.agreement import Agreement, coder_agreement
from vapenvila.analysis.coder_agreement.categories import CategoryAgreement
from vapenvila.analysis.coder_agreement.codings import AgreementError, Codings, codings
from vapenvila.analysis.coder_agreement.disagreement import Share, ShareRange, share_range
from vapenvila.analysis.coder_agreement.limits import Coefficient
from vapenvila.analysis.coder_agreement.picture import confusion_chart, range_chart
from vapenvila.analysis.coder_agreement.wanted_sample import WantedSample, wanted_sample, width_of_sample

__all__ = [
    "Agreement",
    "AgreementError",
    "CategoryAgreement",
    "Codings",
    "Coefficient",
    "Share",
    "ShareRange",
    "WantedSample",
    "coder_agreement",
    "codings",
    "confusion_chart",
    "range_chart",
    "share_range",
    "wanted_sample",
    "width_of_sample",
]
