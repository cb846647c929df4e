-- SPDX-FileCopyrightText: 2026 The Nordwärts authors
-- SPDX-License-Identifier: EUPL-1.2
-- Step 11: what is in the urn is known by hashes, row by row and together, as the log is; and two
-- copies that took the same code each find that out when they meet.

-- Equal in ballots of one poll that the same code gave the right to. Made from the code itself,
-- which no file holds, so neither this file nor a server can tell whose ballot it is.
ALTER TABLE ballot ADD COLUMN token TEXT;
ALTER TABLE local_urn ADD COLUMN token TEXT;        -- likewise
ALTER TABLE local_urn ADD COLUMN seal BLOB;         -- SHA-256 of the row
ALTER TABLE local_code ADD COLUMN seal BLOB;        -- likewise
ALTER TABLE local_code_used ADD COLUMN seal BLOB;   -- likewise
