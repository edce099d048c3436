"""The schema's history: ``NNNN_name.sql``, in order. A released file is never edited; write the next one."""
