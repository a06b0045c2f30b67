"""The picture in the README: a conversation that was really had, drawn from the journal of our counterpart.

`make picture` draws it anew; a test holds that what stands in it is still what Ombud says.
"""

from __future__ import annotations

import re
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from bot import app
from bot.settings import Settings
from intents.scores import Matcher
from tests import behind_telegram
from tests.behind_telegram import Ground, Person
from tests.counterparts.picture import draw
from tests.learned import learned
from tests.telegram_desk import TelegramDesk

ROOT = Path(__file__).parent.parent
FILE = ROOT / "docs" / "telegram.svg"
TITLE = "A conversation with Ombud in Telegram"


def drawn(desk: TelegramDesk) -> str:
    """Have the conversation, and draw it as it stands when it is over."""
    ada = Person(desk)
    ada.starts()
    ada.says("stop sending me advertising")
    ada.says("ada@example.org")
    ada.presses("Send the request")
    ada.says("who gets my data?")
    return draw(desk.world.conversation(ada.chat), title=TITLE)


def told(svg: str) -> str:
    """All that stands in a picture, but for what is another one each time."""
    (desc,) = re.findall(r'<desc id="desc">(.*?)</desc>', svg, re.DOTALL)
    buttons = re.findall(r'text-anchor="middle"[^>]*>(.*?)</text>', svg)
    return re.sub(r"OMB-\w{4}-\w{4}", "OMB-…", "\n".join((desc, *buttons)))


def main() -> None:
    with TemporaryDirectory() as folder, behind_telegram.ground() as ground:
        FILE.write_text(_drawn_on(ground, Path(folder), learned()), encoding="utf-8")
    sys.stdout.write(f"{FILE.relative_to(ROOT)}\n")


def _drawn_on(ground: Ground, folder: Path, matcher: Matcher) -> str:
    begun = Settings(data_dir=folder / "begun", _env_file=None)
    app.build(begun, matcher=lambda: matcher).store.close()
    settings = Settings(data_dir=folder / "var", _env_file=None)
    with behind_telegram.desk(ground, settings, matcher, begun.data_dir) as desk:
        return drawn(desk)


if __name__ == "__main__":
    main()
