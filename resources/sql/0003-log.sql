-- SPDX-FileCopyrightText: 2026 The Nordwärts authors
-- SPDX-License-Identifier: EUPL-1.2
-- Step 3: the log of changes, from which the tables of step 2 can be made again at any time, and
-- what concerns this copy of the file only (`local_…`, never sent).

-- Facts about the file.
CREATE TABLE nordwaerts (
  key TEXT PRIMARY KEY NOT NULL, -- schema: number of the last step applied; scope: the workshop
  value TEXT NOT NULL            -- what it is
) WITHOUT ROWID;

-- The writers, in the order in which they first wrote.
CREATE TABLE change_device (
  number INTEGER PRIMARY KEY NOT NULL, -- from 1
  id TEXT NOT NULL UNIQUE              -- UUID
);

-- Every edit there ever was; rows are added, never altered.
CREATE TABLE change (
  seq INTEGER PRIMARY KEY NOT NULL,                          -- position in this file, from 1
  id TEXT NOT NULL UNIQUE,                                   -- UUID of the change
  device INTEGER NOT NULL REFERENCES change_device (number), -- who wrote it
  n INTEGER NOT NULL,                                        -- its number there, from 1
  hlc INTEGER NOT NULL,                                      -- hybrid logical clock: ms << 16 | counter
  noun TEXT NOT NULL,                                        -- kind of thing
  target TEXT NOT NULL,                                      -- id of the thing
  step INTEGER NOT NULL,                                     -- seq of the first change of the same transaction
  wall INTEGER NOT NULL,                                     -- wall clock here, ms since 1970, for display
  body TEXT NOT NULL,                                        -- the change, canonical JSON (RFC 8785)
  hash BLOB NOT NULL,                                        -- SHA-256 of body
  chain BLOB NOT NULL,                                       -- SHA-256 of chain before, hash, step and wall
  UNIQUE (device, n)
);
CREATE INDEX change_target ON change (target);

-- Per thing, which change gave each field its value. Made from the log, kept for speed.
CREATE TABLE change_winner (
  fid INTEGER PRIMARY KEY NOT NULL, -- seq of the thing's first change
  target TEXT NOT NULL UNIQUE,      -- id of the thing
  noun TEXT NOT NULL,               -- kind of thing
  deleted INTEGER NOT NULL,         -- 1: it has no row in its table
  winners TEXT NOT NULL             -- JSON object: field to id of the change; "*": all others
);

-- Where two people changed the same field without knowing of each other.
CREATE TABLE local_conflict (
  target TEXT NOT NULL, -- id of the thing
  field TEXT NOT NULL,  -- field
  loser TEXT NOT NULL,  -- id of the change that does not show
  winner TEXT NOT NULL, -- id of the change that shows
  noun TEXT NOT NULL,   -- kind of thing
  state INTEGER NOT NULL, -- 0: open, 1: a person closed it, 2: both say the same
  PRIMARY KEY (target, field, loser)
) WITHOUT ROWID;

-- Lines from elsewhere that could not be taken in, kept for a person to look at.
CREATE TABLE local_rejected (
  number INTEGER PRIMARY KEY NOT NULL, -- from 1
  wall INTEGER NOT NULL,               -- ms since 1970
  reason TEXT NOT NULL,                -- why
  line TEXT NOT NULL UNIQUE            -- what came
);

-- Steps that can be undone (kind 0) or done again (kind 1).
CREATE TABLE local_undo (
  position INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL, -- later is undone first
  kind INTEGER NOT NULL,                               -- 0: undo, 1: redo
  label TEXT NOT NULL,                                 -- what was done, for the button
  first_seq INTEGER NOT NULL,                          -- first change of the step
  last_seq INTEGER NOT NULL                            -- last change of the step
);

-- State of this copy: who writes here, how far a sync came, what a window remembers.
CREATE TABLE local_setting (
  key TEXT PRIMARY KEY NOT NULL, -- name
  value TEXT NOT NULL            -- text
) WITHOUT ROWID;

INSERT INTO gpkg_extensions VALUES
  ('change', NULL, 'nordwaerts_log', 'https://github.com/nordwaerts/nordwaerts/blob/main/src/DESIGN.md', 'read-write'),
  ('change_device', NULL, 'nordwaerts_log', 'https://github.com/nordwaerts/nordwaerts/blob/main/src/DESIGN.md', 'read-write'),
  ('change_winner', NULL, 'nordwaerts_log', 'https://github.com/nordwaerts/nordwaerts/blob/main/src/DESIGN.md', 'read-write'),
  ('nordwaerts', NULL, 'nordwaerts_log', 'https://github.com/nordwaerts/nordwaerts/blob/main/src/DESIGN.md', 'read-write');
