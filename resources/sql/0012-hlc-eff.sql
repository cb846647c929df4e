-- SPDX-FileCopyrightText: 2026 The Nordwärts authors
-- SPDX-License-Identifier: EUPL-1.2
-- Step 12: stamps of clocks that went wrong, as the server put them right.

-- Changes whose stamp counts for less, or more, than their writer claimed. The claim stays where it
-- was written and hashed; which of two concurrent edits shows is decided by what stands here.
CREATE TABLE change_hlc_eff (
  seq INTEGER PRIMARY KEY NOT NULL, -- position in the log
  hlc INTEGER NOT NULL              -- hybrid logical clock: ms << 16 | counter
);

INSERT INTO gpkg_extensions VALUES
  ('change_hlc_eff', NULL, 'nordwaerts_log', 'https://github.com/nordwaerts/nordwaerts/blob/main/src/DESIGN.md', 'read-write');
