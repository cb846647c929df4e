-- SPDX-FileCopyrightText: 2026 The Nordwärts authors
-- SPDX-License-Identifier: EUPL-1.2
-- Step 9: the register of projects as a city keeps it, and which ideas belong to which projects.

ALTER TABLE project ADD COLUMN registered_on TEXT; -- date, ISO 8601; of a year or a month only, where no more is known
ALTER TABLE project ADD COLUMN started_on TEXT;    -- likewise
ALTER TABLE project ADD COLUMN ended_on TEXT;      -- likewise; finished or stopped, as the state says
ALTER TABLE project ADD COLUMN cost INTEGER;       -- whole euros, NULL: not known
ALTER TABLE project ADD COLUMN url TEXT;          -- address of a page about it
ALTER TABLE project ADD COLUMN source TEXT;        -- the list it came from
ALTER TABLE project ADD COLUMN sample BOOLEAN;     -- 1: made up, to try things out

-- Which ideas belong to which projects; an idea may belong to several.
CREATE TABLE project_link (
  fid INTEGER PRIMARY KEY NOT NULL, -- key for GIS programs
  id TEXT NOT NULL UNIQUE,          -- UUID
  idea TEXT,                        -- id of the idea
  project TEXT                      -- id of the project
);
CREATE INDEX project_link_idea ON project_link (idea);
CREATE INDEX project_link_project ON project_link (project);

INSERT INTO gpkg_contents (table_name, data_type, identifier, description, last_change, srs_id) VALUES
  ('project_link', 'attributes', 'Ideen zu Projekten', 'Which ideas belong to which projects', '1970-01-01T00:00:00.000Z', NULL);
