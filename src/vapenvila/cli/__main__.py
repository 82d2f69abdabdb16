"""The command line: `vapenvila …` or `python -m vapenvila …`."""

import sys
import traceback
from importlib import import_module
from typing import Any

import typer
import typer.core
import typer.main

from vapenvila.cli.command_list import COMMANDS, Listed
from vapenvila.cli.user_error import UserError, without_web_part

USERS_ERROR, OUR_FAULT, INTERRUPTED = 2, 1, 130

# typer carries its own copy of click in some versions; its errors are reached from a public name.
_Wrong: type[Exception] = next(c for c in typer.BadParameter.__mro__ if c.__name__ == "ClickException")


class _Later(typer.core.TyperCommand):
    """Stands in the list of commands with its sentence and loads the real command when it is called."""

    def __init__(self, name: str, listed: Listed) -> None:
        super().__init__(name, help=listed.sentence, short_help=listed.sentence)
        self.listed = listed

    def make_context(self, info_name: str | None, args: list[str], parent: Any = None, **extra: Any) -> Any:
        try:
            module = import_module(self.listed.module)
        except ModuleNotFoundError as problem:
            if not self.listed.needs_web or (problem.name or "").startswith("vapenvila"):
                raise
            raise without_web_part(self.name or "", problem) from None
        real = typer.main.get_command(module.app)
        real.name = self.name
        return real.make_context(info_name, args, parent=parent, **extra)


class _Commands(typer.core.TyperGroup):
    def list_commands(self, ctx: Any) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: Any, cmd_name: str) -> Any:
        listed = COMMANDS.get(cmd_name)
        return _Later(cmd_name, listed) if listed else None


app = typer.Typer(cls=_Commands, no_args_is_help=True, add_completion=True, rich_markup_mode="rich")


@app.callback(invoke_without_command=False)
def vapenvila() -> None:
    """Run Group Violence Intervention in a city, and show honestly whether it works.

    Example: vapenvila demo --size town
    """


def run(arguments: list[str]) -> int:
    """Run one command line and give its exit code: 0 done, 2 the user's error, 1 our fault."""
    try:
        code = typer.main.get_command(app).main(arguments, prog_name="vapenvila", standalone_mode=False)
    except UserError as problem:
        print(problem, file=sys.stderr)
        return USERS_ERROR
    except (KeyboardInterrupt, typer.Abort):
        return INTERRUPTED
    except typer.Exit as end:
        return end.exit_code
    except Exception as problem:
        if isinstance(problem, _Wrong):
            return _say_wrong_usage(problem)
        traceback.print_exc()
        print(f"This is our fault, not yours: {problem}", file=sys.stderr)
        return OUR_FAULT
    return code if isinstance(code, int) else 0


def _say_wrong_usage(problem: Any) -> int:
    sentence = problem.format_message().rstrip(".")
    if type(problem).__name__ == "NoArgsIsHelpError":  # has printed the help by itself
        return 0
    path = problem.ctx.command_path if problem.ctx is not None else "vapenvila"
    print(f"{sentence}. Try: {path} --help", file=sys.stderr)
    return USERS_ERROR


def main() -> None:
    """Entry point of the installed command."""
    sys.exit(run(sys.argv[1:]))


if __name__ == "__main__":
    main()
