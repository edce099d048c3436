"""Everything that lasts: SQLite, keys, mailbox, sessions, registrations, revisions, staff, audit.

Vocabulary: a *work* is a plain function ``(tx) -> T`` that runs whole in one transaction (``db.write``) or on one
consistent view (``db.read``); *sealed* means encrypted by the vault under its *owner*'s key and bound to its *record*
(table, row, column); an *index* is a keyed hash for look-ups. Functions that take ``tx`` belong inside a work.

Begin at :func:`bot.store.opening.open_store`. Then: ``inbox`` and ``outbox`` (the mailbox), ``participants``,
``sessions``, ``registrations`` with ``cases`` (its nouns) and ``timeline``, ``revisions``, ``staff`` with
``passwords``, ``audit``, ``ids``. Underneath: ``database``, ``connection``, ``migrating``, ``lock``, ``vault``,
``masterkey``, ``moments``, ``sequence``, ``errors``.
"""
