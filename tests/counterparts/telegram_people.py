"""The person's side of a chat: what people do, as the updates that Telegram makes of it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import count
from typing import Any

from tests.counterparts.telegram_account import Account, Chat
from tests.counterparts.telegram_entries import Json, units

SENT: dict[str, Json] = {
    "voice": {"duration": 4, "mime_type": "audio/ogg"},
    "audio": {"duration": 9, "mime_type": "audio/mpeg"},
    "video": {"width": 320, "height": 240, "duration": 5},
    "video_note": {"length": 240, "duration": 5},
    "animation": {"width": 320, "height": 240, "duration": 2},
    "document": {"file_name": "paper.pdf", "mime_type": "application/pdf"},
    "sticker": {"width": 512, "height": 512, "is_animated": False, "is_video": False, "type": "regular"},
}
ELSE: dict[str, Json] = {
    "location": {"latitude": 48.11, "longitude": -1.67},
    "dice": {"emoji": "🎲", "value": 3},
    "venue": {"location": {"latitude": 48.11, "longitude": -1.67}, "title": "Library", "address": "1 Example Street"},
    "poll": {
        "id": "1", "question": "Tea?", "options": [{"text": "Yes", "voter_count": 0, "persistent_id": "1"}],
        "total_voter_count": 0, "is_closed": False, "is_anonymous": True, "type": "regular",
        "allows_multiple_answers": False, "allows_revoting": False, "members_only": False,
    },
}  # fmt: skip


@dataclass(frozen=True)
class Told:
    """What a person did: the update it became, the message it is (of a press: was on), the query of a press."""

    update: int
    message: int = 0
    query: str = ""


class People(Account):
    """A bot, and the people who write to it. Chats and people are made up when they are first named."""

    _numbers = count(1)

    def says(self, chat: int, text: str, language: str | None = "fr") -> Told:
        return self._message(self._chat(chat, language), {"text": text, **_marked(text)})

    def starts(self, chat: int, payload: str | None = None, language: str | None = "fr") -> Told:
        """Presses Start, by a deep link if there is a payload."""
        return self.says(chat, f"/start {payload}" if payload else "/start", language)

    def says_in_group(self, group: int, person: int, text: str, language: str | None = "fr") -> Told:
        return self._message(self._chat(group), {"text": text, **_marked(text)}, person=person, language=language)

    def posts(self, channel: int, text: str) -> Told:
        """A post in a channel, which has no author."""
        place = self._chat(channel, kind="channel")
        return self._happened("channel_post", place, {"text": text, **_marked(text), "sender_chat": place.described()})

    def edits(self, chat: int, message_id: int, text: str) -> Told:
        """The person corrects what they wrote: the text, or the caption of what they sent."""
        with self.ledger.lock:
            place = self.chats[chat]
            there = place.messages[message_id]
            new = {"text": text, **_marked(text)} if "text" in there else {"caption": text}
            kept = {name: value for name, value in there.items() if name != "entities"}
            edited = kept | new | {"edit_date": self.clock()}
            place.messages[message_id] = edited
            return Told(self.updates.add("edited_message", edited, chat), message_id)

    def presses(self, chat: int, button: str, message_id: int | None = None, person: int | None = None) -> Told:
        """Presses a button by its label or its data: one that stands, or else one that stood there before."""
        with self.ledger.lock:
            place = self.chats[chat]
            places = [message_id] if message_id else sorted(place.offered, reverse=True)
            standing = {each: _buttons(place.messages.get(each, {})) for each in places}
            for offered in (standing, {each: place.offered[each] for each in places}):
                for at, buttons in offered.items():
                    for each in buttons:
                        if button in {each["text"], each.get("callback_data")}:
                            return self.forges(chat, each["callback_data"], at, person)
        raise LookupError(f"no button {button!r} in chat {chat}")

    def forges(self, chat: int, data: str, message_id: int, person: int | None = None) -> Told:
        """A press with any data, offered or not."""
        with self.ledger.lock:
            place = self.chats[chat]
            query = f"q{next(self._numbers)}"
            self.queries.add(query)
            there = place.messages.get(message_id, {"chat": place.described(), "message_id": message_id, "date": 0})
            body = {
                "id": query, "from": self._person(person or chat, place.language), "message": there,
                "chat_instance": str(chat), "data": data,
            }  # fmt: skip
            return Told(self.updates.add("callback_query", body, chat), message_id, query)

    def shares_contact(self, chat: int, phone: str, own: bool = True) -> Told:
        """By the button below the chat: one's own; or somebody else's, from the address book."""
        owner = {"user_id": chat} if own else {}
        return self._message(
            self._chat(chat), {"contact": {"phone_number": phone, "first_name": f"Person {chat}"} | owner}
        )

    def sends(
        self, chat: int, kind: str, caption: str | None = None, album: str | None = None, size: int | None = None
    ) -> Told:
        """Anything but words. The same album is the same album."""
        body: Json = {kind: ELSE[kind]} if kind in ELSE else {kind: self._file(kind, size or 1000)}
        extra = {"caption": caption, "media_group_id": album}
        return self._message(self._chat(chat), body | {name: value for name, value in extra.items() if value})

    def adds(self, group: int, person: int) -> Told:
        """Somebody adds the bot to a group."""
        return self._membership(self._chat(group), person, before="left", after="member")

    def blocks(self, chat: int) -> Told:
        """Blocks the bot; of a group: throws it out."""
        place = self._chat(chat)
        how = "blocked by the user" if place.kind == "private" else f"kicked from the {place.kind} chat"
        place.closed = f"Forbidden: bot was {how}"
        return self._membership(place, abs(chat), before="member", after="kicked")

    def unblocks(self, chat: int) -> Told:
        place = self._chat(chat)
        place.closed = ""
        return self._membership(place, abs(chat), before="kicked", after="member")

    def deletes_account(self, chat: int) -> None:
        """Nothing tells the bot; it learns by writing."""
        self._chat(chat).closed = "Forbidden: user is deactivated"

    def migrates(self, group: int, to: int) -> Told:
        """The group is a supergroup now, with another id: told in the old one and in the new."""
        old, new = self._chat(group), self._chat(to)
        told = self._message(old, {"migrate_to_chat_id": to}, person=abs(group))
        self._message(new, {"migrate_from_chat_id": group}, person=abs(group))
        old.moved = to
        return told

    def _chat(self, number: int, language: str | None = None, kind: str = "") -> Chat:
        with self.ledger.lock:
            usual = "private" if number > 0 else "supergroup" if str(number).startswith("-100") else "group"
            chat = self.chats.setdefault(number, Chat(number, kind or usual))
            chat.language = language or chat.language
            return chat

    def _person(self, number: int, language: str | None) -> Json:
        told = {"language_code": language} if language else {}
        return {"id": number, "is_bot": False, "first_name": f"Person {number}", **told}

    def _message(self, chat: Chat, body: Json, *, person: int | None = None, language: str | None = None) -> Told:
        author = self._person(person or chat.id, language or chat.language)
        return self._happened("message", chat, {"from": author, **body})

    def _happened(self, kind: str, chat: Chat, body: Json) -> Told:
        with self.ledger.lock:
            put = chat.put(body, date=self.clock())
            return Told(self.updates.add(kind, put, chat.id), put["message_id"])

    def _membership(self, chat: Chat, person: int, *, before: str, after: str) -> Told:
        def status(name: str) -> Json:
            return {"user": self.described(), "status": name} | ({"until_date": 0} if name == "kicked" else {})

        body = {
            "chat": chat.described(), "from": self._person(person, chat.language), "date": self.clock(),
            "old_chat_member": status(before), "new_chat_member": status(after),
        }  # fmt: skip
        return Told(self.updates.add("my_chat_member", body, chat.id))

    def _file(self, kind: str, size: int) -> Any:
        name = f"{kind}{next(self._numbers)}"
        self.files[name] = size
        file = {"file_id": name, "file_unique_id": f"u{name}", "file_size": size}
        if kind == "photo":
            return [file | {"width": 320, "height": 240}]
        return file | SENT[kind]


def _buttons(message: Json) -> list[Json]:
    return [button for row in message.get("reply_markup", {}).get("inline_keyboard", []) for button in row]


def _marked(text: str) -> Json:
    """Commands and names of bots, as Telegram marks them in what people write."""
    found = [
        {"type": kind, "offset": units(text[: match.start()]), "length": units(match[0])}
        for kind, pattern in (("bot_command", r"(?<!\S)/\w{1,32}(@\w+)?"), ("mention", r"(?<!\S)@\w{4,}"))
        for match in re.finditer(pattern, text)
    ]
    return {"entities": found} if found else {}
