-- SPDX-FileCopyrightText: 2026 The Nordwärts authors
-- SPDX-License-Identifier: EUPL-1.2
-- Step 8: texts that were taken out of the log for good, and who is moderating what.

ALTER TABLE idea ADD COLUMN claim TEXT; -- who looks at it for moderation: UUID of the copy, blank, ISO 8601 UTC

-- Rows of the log whose body no longer has what was written. Their hash stays, so the chain holds;
-- what the body is now has a hash of its own here.
CREATE TABLE change_erased (
  seq INTEGER PRIMARY KEY NOT NULL, -- position in the log
  hash BLOB NOT NULL                -- SHA-256 of the body as it is now
);

INSERT INTO gpkg_extensions VALUES
  ('change_erased', NULL, 'nordwaerts_log', 'https://github.com/nordwaerts/nordwaerts/blob/main/src/DESIGN.md', 'read-write');
