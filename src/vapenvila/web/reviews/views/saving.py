"""Saving the answer to a question: what came of it as the status of the page, and the block that shows it."""

from django.utils.translation import gettext

from vapenvila.web.incidents.refusals import Refused, TextNeedsALook
from vapenvila.web.reviews.errors import EditedMeanwhileError, RefusedError
from vapenvila.web.reviews.forms.answers import AnswerForm
from vapenvila.web.reviews.views.blocks import Block, block_for, clashes_of, version_seen
from vapenvila.web.reviews.views.questions import Asked, Question

SAVED, CLASH, NOT_VALID = 200, 409, 422


def save_answer(question: Question, asked: Asked, form: AnswerForm, *, over: str = "") -> int:
    """Save and give the status to answer with; a refusal lands on the form. `over`: the version to save over."""
    if not form.is_valid():
        return NOT_VALID
    version = version_seen(over or form.cleaned_data["version"], question, question.stored(asked))
    try:
        question.save(asked, form.cleaned_data, version)
    except EditedMeanwhileError:
        return CLASH
    except RefusedError as refused:
        form.add_error(None, gettext(refused.reason))
        return NOT_VALID
    except Refused as refused:
        form.add_error(None, refused.sentence)
        return NOT_VALID
    except TextNeedsALook:
        form.add_error(None, gettext("The text seems to point to a person. Take that out."))
        return NOT_VALID
    return SAVED


def after_saving(question: Question, asked: Asked, form: AnswerForm, status: int) -> Block:
    """The block as it is shown then, of what stands now: saved, refused, or both answers side by side."""
    block = block_for(question, asked, form=form)
    block.saved = status == SAVED
    if status == CLASH:
        block.clashes, block.over = clashes_of(question.stored(asked), form), block.version
        block.version = form.cleaned_data["version"]
    elif status == NOT_VALID:
        block.version = str(form.data.get(form.add_prefix("version"), ""))
    return block
