-- SPDX-FileCopyrightText: 2026 The Nordwärts authors
-- SPDX-License-Identifier: EUPL-1.2
-- Step 10: what people leave on the board beside the groups: where a card lies on the free wall,
-- names that were proposed for a group, and who did a step and why.

CREATE TABLE board_mark (
  fid INTEGER PRIMARY KEY NOT NULL, -- key for GIS programs
  id TEXT NOT NULL UNIQUE,          -- UUID; where an idea has several places, the last id counts
  kind TEXT,                        -- place, name, step
  about TEXT,                       -- id of the idea (place) or the group (name, step)
  text TEXT,                        -- the proposed name, or the reason
  who TEXT,                         -- name or role of who sorts, as they want to be told; NULL: not said
  x REAL,                           -- place: pixels of a wall of cards 220 wide, to the right
  y REAL                            -- likewise, down
);
CREATE INDEX board_mark_about ON board_mark (about);

INSERT INTO gpkg_contents (table_name, data_type, identifier, description, last_change, srs_id) VALUES
  ('board_mark', 'attributes', 'Pinnwand', 'Places of cards, proposed names, who sorted and why', '1970-01-01T00:00:00.000Z', NULL);
