"""Somebody with files and time: searches every byte, tries every key they have or may have, asks no program of ours.

A ciphertext is opened without its check: XChaCha20-Poly1305 is a stream, so zeros sealed with the same nonce and key
give the stream, and with it whatever is in there. What belongs to which person or place is no obstacle then.
"""

from __future__ import annotations

import base64
import gzip
import hashlib
import re
import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import closing
from pathlib import Path

from nacl.bindings import crypto_aead_xchacha20poly1305_ietf_encrypt as seal

NONCE, TAG, KEY = 24, 16, 32


def files(folder: Path) -> dict[str, bytes]:
    """Every file below a folder, and once more what is inside those that are packed."""
    found = {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}
    packed = {f"{name} (unpacked)": gzip.decompress(data) for name, data in found.items() if data[:2] == b"\x1f\x8b"}
    return found | packed


def writings(secret: str) -> set[bytes]:
    """A text in every writing in which it could stand in a file."""
    plain = secret.encode()
    coded = {base64.b64encode(b"x" * shift + plain)[4 * bool(shift) : -4] for shift in range(3)}
    spoken = {secret, secret.upper(), secret.lower(), secret[::-1]}
    return {
        *(one.encode() for one in spoken),
        secret.encode("utf-16-le"),
        secret.encode("utf-32-le"),
        plain.hex().encode(),
        *(one for one in coded if len(one) > 8),
        plain.translate(bytes(byte ^ 0xFF for byte in range(256))),
    }


def standing(data: dict[str, bytes], secrets: Iterable[str]) -> list[str]:
    """Which text stands in which file, in any writing."""
    wanted = {secret: writings(secret) for secret in secrets}
    return [
        f"{secret} in {name}"
        for name, content in data.items()
        for secret, forms in wanted.items()
        if any(form in content for form in forms)
    ]


def databases(folder: Path) -> Iterator[Path]:
    """Every file below a folder that is a database; what is packed is unpacked beside it first."""
    for path in [path for path in folder.rglob("*") if path.is_file()]:
        data = path.read_bytes()
        if data[:2] == b"\x1f\x8b" and (at := gzip.decompress(data).find(b"SQLite format 3\0")) >= 0:
            path = path.with_suffix(".unpacked")  # noqa: PLW2901 - it takes the place of the packed one
            path.write_bytes(gzip.decompress(data)[at:])
        if b"SQLite format 3\0" in path.read_bytes()[:16]:
            yield path


def blobs(database: Path) -> list[bytes]:
    """Every binary value in every table."""
    found: list[bytes] = []
    with closing(sqlite3.connect(database)) as rows:
        for (table,) in rows.execute("SELECT name FROM sqlite_schema WHERE type = 'table'").fetchall():
            for row in rows.execute(f'SELECT * FROM "{table}"'):  # noqa: S608 - names from the schema itself
                found += [value for value in row if isinstance(value, bytes)]
    return found


def opened(sealed: bytes, key: bytes) -> bytes:
    """What is in sealed bytes if this is their key; noise if it is not."""
    nonce, text = sealed[1 : 1 + NONCE], sealed[1 + NONCE : -TAG]
    stream = seal(bytes(len(text)), b"", nonce, key)[: len(text)]
    return bytes(one ^ other for one, other in zip(text, stream, strict=True))


def sealed_ones(values: Iterable[bytes]) -> list[bytes]:
    """Those that look sealed."""
    return [value for value in values if value[:1] == b"\x01" and len(value) > 1 + NONCE + TAG]


def candidates(values: Iterable[bytes]) -> set[bytes]:
    """Everything that might be a key: each value that has the length, the pieces of longer ones, and hashes of these."""
    pieces = {value[at : at + KEY] for value in values for at in (0, 1, 1 + NONCE, len(value) - KEY) if at >= 0}
    whole = {piece for piece in pieces if len(piece) == KEY}
    return whole | {hashlib.sha256(piece).digest() for piece in whole} | {bytes(KEY)}


def keys_with(master: bytes, keys_db: Path) -> set[bytes]:
    """Every key that the master key opens."""
    return {opened(wrapped, master) for wrapped in sealed_ones(blobs(keys_db))}


def decrypted(values: Iterable[bytes], keys: Iterable[bytes], secrets: Iterable[str]) -> list[str]:
    """Which text comes out of which sealed value with any of the keys."""
    wanted, sealed = [(secret, secret.encode()) for secret in secrets], sealed_ones(values)
    return [
        secret
        for key in keys
        for one in sealed
        for text in [opened(one, key)]
        for secret, form in wanted
        if form in text
    ]


def words(data: bytes) -> set[str]:
    """What the ``strings`` command would print: runs of six or more readable characters."""
    return {run.decode("ascii") for run in re.findall(rb"[\x20-\x7e]{6,}", data)}
