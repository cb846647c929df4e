-- SPDX-FileCopyrightText: 2026 The Nordwärts authors
-- SPDX-License-Identifier: EUPL-1.2
-- Step 5: secret ballots. What is cast at a screen lies in an urn of this copy of the file until
-- the poll is closed, and only then goes into the log, all at once and shuffled: a log in order of
-- time would tell who voted how. Paper is entered twice before it counts.

ALTER TABLE poll ADD COLUMN codes BOOLEAN; -- 1: at a screen everybody needs a code of their own
ALTER TABLE poll ADD COLUMN earlier TEXT;  -- id of the poll on the same before the discussion
ALTER TABLE ballot ADD COLUMN paper TEXT;  -- number on the paper
ALTER TABLE ballot ADD COLUMN entry TEXT;  -- first, second: waits for its twin; agreed: counts

-- The codes of the workshop, one a person. Nothing tells whose a code is or when it was used.
CREATE TABLE local_code (
  hash BLOB PRIMARY KEY NOT NULL -- Argon2id of the code, salted for this workshop
) WITHOUT ROWID;

-- Which codes have voted in which poll.
CREATE TABLE local_code_used (
  poll TEXT NOT NULL, -- id of the poll
  hash BLOB NOT NULL, -- of the code
  PRIMARY KEY (poll, hash)
) WITHOUT ROWID;

-- Ballots of one person each that wait for the end of the poll, always stored in order of their
-- random ids.
CREATE TABLE local_urn (
  poll TEXT NOT NULL,   -- id of the poll
  ballot TEXT NOT NULL, -- UUID, random
  marks TEXT NOT NULL,  -- JSON object: option id to numbers
  PRIMARY KEY (poll, ballot)
) WITHOUT ROWID;
