"""What follows from the settings alone: terms, backups, the case system."""

from __future__ import annotations

from datetime import timedelta

from bot.channels.case_system import CaseSystem
from bot.config import Settings
from bot.services.keep_backups import KeepBackups
from bot.services.moments import Clock
from bot.store.expiry import Terms
from bot.store.masterkey import given
from bot.store.opening import Store


def backups_of(settings: Settings, store: Store, clock: Clock) -> KeepBackups | None:
    """The backups that make themselves, when there is a folder for them."""
    if settings.backup_dir is None:
        return None
    return KeepBackups(
        store=store,
        clock=clock,
        key=given(settings.key_text, settings.key_file),
        folder=settings.backup_dir,
        keys=settings.backup_keys_dir,
        every=timedelta(hours=settings.backup_hours),
        generations=settings.backup_generations,
    )


def case_system_of(settings: Settings) -> CaseSystem | None:
    """The case system, when there is one."""
    secret = settings.case_system_secret()
    return None if settings.case_system_url is None or secret is None else CaseSystem(settings.case_system_url, secret)


def terms_of(settings: Settings) -> Terms:
    """How long what is kept."""
    return Terms(
        unfinished=settings.keep_unfinished_days,
        withdrawn=settings.keep_withdrawn_days,
        finished=settings.keep_finished_days,
        open=settings.keep_open_days,
    )
