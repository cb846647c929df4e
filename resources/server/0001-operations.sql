-- SPDX-FileCopyrightText: 2026 The Nordwärts authors
-- SPDX-License-Identifier: EUPL-1.2

-- The city server's file, first form. Not a workshop: nothing here is drawn or edited, operations
-- are kept as they came and handed out again.

-- What the file is: `id` (of the server), `epoch` (of its history; another one after a restore).
CREATE TABLE meta (
  key TEXT PRIMARY KEY,
  value TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- One workshop. `position` counts the operations taken in; it is raised in the transaction that
-- writes them, so that a reader never sees a later number before an earlier one.
CREATE TABLE scope (
  key INTEGER PRIMARY KEY,
  name TEXT NOT NULL UNIQUE,
  position INTEGER NOT NULL DEFAULT 0
) STRICT;

-- A writer, as each scope knows it.
CREATE TABLE device (
  key INTEGER PRIMARY KEY,
  scope INTEGER NOT NULL REFERENCES scope (key),
  name TEXT NOT NULL,
  ack INTEGER NOT NULL DEFAULT 0,      -- all numbers from 1 to this one have been answered
  durable INTEGER NOT NULL DEFAULT 0,  -- the same within the last verified backup
  seen_at INTEGER NOT NULL DEFAULT 0,  -- seconds since 1970, for staff: which kiosk is silent
  UNIQUE (scope, name)
) STRICT;

-- Numbers that came before one of their predecessors.
CREATE TABLE ahead (
  device INTEGER NOT NULL REFERENCES device (key),
  n INTEGER NOT NULL,
  PRIMARY KEY (device, n)
) STRICT, WITHOUT ROWID;

-- The operations, each as it came.
CREATE TABLE op (
  key INTEGER PRIMARY KEY,
  scope INTEGER NOT NULL REFERENCES scope (key),
  position INTEGER NOT NULL,
  id TEXT NOT NULL,
  digest BLOB NOT NULL,                -- SHA-256 of `line` as it came (texts may be taken out later)
  device INTEGER NOT NULL REFERENCES device (key),
  type TEXT NOT NULL,
  received_at INTEGER NOT NULL,        -- seconds since 1970
  line BLOB NOT NULL,
  UNIQUE (scope, position),
  UNIQUE (scope, id)
) STRICT;

-- The things that operations speak of: by which operation each field stands.
CREATE TABLE thing (
  scope INTEGER NOT NULL REFERENCES scope (key),
  id TEXT NOT NULL,
  type TEXT NOT NULL,
  creator TEXT NOT NULL,               -- device that brought the first operation
  deleted INTEGER NOT NULL,
  heads BLOB NOT NULL,                 -- lines of `field id hlc`; `_redacted` where it was ever
  PRIMARY KEY (scope, id)
) STRICT, WITHOUT ROWID;

-- How many living things of a kind there are.
CREATE TABLE tally (
  scope INTEGER NOT NULL REFERENCES scope (key),
  type TEXT NOT NULL,
  n INTEGER NOT NULL,
  PRIMARY KEY (scope, type)
) STRICT, WITHOUT ROWID;

-- Two operations on one field, written unaware of each other, that say different things.
CREATE TABLE conflict (
  scope INTEGER NOT NULL REFERENCES scope (key),
  thing TEXT NOT NULL,
  field TEXT NOT NULL,
  winner TEXT NOT NULL,
  loser TEXT NOT NULL,
  PRIMARY KEY (scope, thing, field, winner, loser)
) STRICT, WITHOUT ROWID;

-- What was not taken in: kept with its reason, never handed out, never thrown away.
CREATE TABLE aside (
  scope INTEGER NOT NULL REFERENCES scope (key),
  digest BLOB NOT NULL,
  id TEXT,
  status INTEGER NOT NULL,
  reason TEXT NOT NULL,
  received_at INTEGER NOT NULL,
  line BLOB NOT NULL,
  PRIMARY KEY (scope, digest)
) STRICT, WITHOUT ROWID;
