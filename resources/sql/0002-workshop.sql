-- SPDX-FileCopyrightText: 2026 The Nordwärts authors
-- SPDX-License-Identifier: EUPL-1.2
-- Step 2: the nouns of a workshop, one table each. Columns are the fields of core/model/noun.c.
-- `fid` is the position of the thing's first change in the log, `id` its name everywhere. Things
-- name each other by id; a merge may bring a thing before the one it names, so no foreign keys.
-- What is deleted has no row; its past stays in the log.

-- The event itself; exactly one row.
CREATE TABLE workshop (
  fid INTEGER PRIMARY KEY NOT NULL, -- key for GIS programs
  id TEXT NOT NULL UNIQUE,          -- UUID; also the name of this workshop for the log
  title TEXT,                       -- what it is called
  place TEXT,                       -- where it is held
  held_on TEXT,                     -- date, ISO 8601
  aim TEXT,                         -- what it is for
  state TEXT,                       -- planned, running, closed, handed_over
  programme TEXT,                   -- id of the programme
  area GEOMETRY,                    -- what the home view shows
  base_map TEXT,                    -- name of the chosen map pack, NULL for the embedded one
  scope TEXT                        -- name at the city server
);

-- The agenda.
CREATE TABLE step (
  fid INTEGER PRIMARY KEY NOT NULL, -- key for GIS programs
  id TEXT NOT NULL UNIQUE,          -- UUID
  position DOUBLE,                  -- order
  method TEXT,                      -- type of step
  title TEXT,                       -- what it is called
  planned_s INTEGER,                -- planned seconds
  prompt TEXT,                      -- JSON object: language to text
  visibility TEXT,                  -- who sees it
  kiosk_mode TEXT                   -- what the kiosk shows
);

-- The contributions of residents.
CREATE TABLE idea (
  fid INTEGER PRIMARY KEY NOT NULL, -- key for GIS programs
  id TEXT NOT NULL UNIQUE,          -- UUID
  title TEXT,                       -- in a few words
  body TEXT,                        -- what was said
  category TEXT,                    -- focal area of the programme
  shape GEOMETRY,                   -- where: point, line or area; NULL: no place
  language TEXT,                    -- BCP 47
  origin TEXT,                      -- laptop, kiosk, paper, import
  station INTEGER,                  -- side of the touch table
  step TEXT,                        -- id of the step it was said in
  moderation TEXT,                  -- new, released, hidden, redacted
  moderation_reason TEXT,           -- why hidden or redacted
  path TEXT,                        -- how far it came at the city
  cluster TEXT,                     -- id of its cluster
  created TEXT,                     -- ISO 8601 UTC, for display only
  source TEXT,                      -- imported collection
  source_key TEXT                   -- identity in that collection, so nothing comes in twice
);
CREATE INDEX idea_source ON idea (source, source_key) WHERE source IS NOT NULL;

-- Photos, sounds, videos, drawings; the bytes stand in medium_blob.
CREATE TABLE medium (
  fid INTEGER PRIMARY KEY NOT NULL, -- key for GIS programs
  id TEXT NOT NULL UNIQUE,          -- UUID
  idea TEXT,                        -- id of the idea
  media_type TEXT,                  -- MIME type
  sha256 TEXT,                      -- of the bytes, 64 hex digits
  size INTEGER,                     -- bytes
  caption TEXT,                     -- what it shows
  consent TEXT                      -- who agreed to what
);
CREATE INDEX medium_sha256 ON medium (sha256);

-- Ideas that belong together.
CREATE TABLE cluster (
  fid INTEGER PRIMARY KEY NOT NULL, -- key for GIS programs
  id TEXT NOT NULL UNIQUE,          -- UUID
  title TEXT,                       -- what it is called
  note TEXT,                        -- remarks
  position DOUBLE,                  -- order
  colour INTEGER,                   -- number in the palette
  reason TEXT,                      -- why it was proposed
  merged_into TEXT                  -- id of the cluster it went into
);

-- Votes.
CREATE TABLE poll (
  fid INTEGER PRIMARY KEY NOT NULL, -- key for GIS programs
  id TEXT NOT NULL UNIQUE,          -- UUID
  title TEXT,                       -- the question
  method TEXT,                      -- dots
  options TEXT,                     -- JSON array of {id, noun, label}
  dots INTEGER,                     -- dots a person
  cap INTEGER,                      -- dots a person may give one option
  state TEXT,                       -- draft, open, paused, closed
  opened TEXT,                      -- ISO 8601 UTC
  closed TEXT                       -- ISO 8601 UTC
);

-- Answers to votes. Ids are random, not in order of time as elsewhere.
CREATE TABLE ballot (
  fid INTEGER PRIMARY KEY NOT NULL, -- key for GIS programs
  id TEXT NOT NULL UNIQUE,          -- UUID
  poll TEXT,                        -- id of the poll
  channel TEXT,                     -- touch, hands, stickers, paper
  people INTEGER,                   -- for how many people it stands
  marks TEXT,                       -- JSON object: option id to dots
  voided TEXT                       -- why it does not count
);
CREATE INDEX ballot_poll ON ballot (poll);

-- The city's project register.
CREATE TABLE project (
  fid INTEGER PRIMARY KEY NOT NULL, -- key for GIS programs
  id TEXT NOT NULL UNIQUE,          -- UUID
  number TEXT,                      -- number in the programme
  title TEXT,                       -- what it is called
  body TEXT,                        -- what it does
  category TEXT,                    -- focal area
  district TEXT,                    -- where
  state TEXT,                       -- registered, started, finished
  shape GEOMETRY                    -- where, exactly
);

-- The city's word on ideas.
CREATE TABLE answer (
  fid INTEGER PRIMARY KEY NOT NULL, -- key for GIS programs
  id TEXT NOT NULL UNIQUE,          -- UUID
  idea TEXT,                        -- id of the idea
  path TEXT,                        -- how far it came
  body TEXT,                        -- the answer
  project_number TEXT,              -- number of the project it went into
  given_on TEXT,                    -- date, ISO 8601
  office TEXT                       -- who answers
);
CREATE INDEX answer_idea ON answer (idea);

-- Who does what by when.
CREATE TABLE measure (
  fid INTEGER PRIMARY KEY NOT NULL, -- key for GIS programs
  id TEXT NOT NULL UNIQUE,          -- UUID
  title TEXT,                       -- what
  who TEXT,                         -- who
  until TEXT,                       -- date, ISO 8601
  idea TEXT,                        -- id of the idea it serves
  done BOOLEAN                      -- 1 when done
);

-- The bytes of media, each once (Related Tables, media kind).
CREATE TABLE medium_blob (
  id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL, -- key for GIS programs
  data BLOB NOT NULL,                            -- the bytes
  content_type TEXT NOT NULL,                    -- MIME type
  sha256 TEXT NOT NULL UNIQUE                    -- of the bytes, 64 hex digits
);

-- The pairs of idea and medium, as Related Tables wants them.
CREATE VIEW idea_medium AS
  SELECT idea.fid AS base_id, medium_blob.id AS related_id
  FROM medium
  JOIN idea ON idea.id = medium.idea
  JOIN medium_blob ON medium_blob.sha256 = medium.sha256;

INSERT INTO gpkg_contents (table_name, data_type, identifier, description, last_change, srs_id) VALUES
  ('workshop', 'features', 'Werkstatt', 'The workshop and its area', '1970-01-01T00:00:00.000Z', 4326),
  ('idea', 'features', 'Ideen', 'Contributions of residents', '1970-01-01T00:00:00.000Z', 4326),
  ('project', 'features', 'Projekte', 'Projects of the city', '1970-01-01T00:00:00.000Z', 4326),
  ('step', 'attributes', 'Schritte', 'The agenda', '1970-01-01T00:00:00.000Z', NULL),
  ('medium', 'attributes', 'Medien', 'Photos, sounds, videos and drawings', '1970-01-01T00:00:00.000Z', NULL),
  ('cluster', 'attributes', 'Gruppen', 'Ideas that belong together', '1970-01-01T00:00:00.000Z', NULL),
  ('poll', 'attributes', 'Abstimmungen', 'Votes', '1970-01-01T00:00:00.000Z', NULL),
  ('ballot', 'attributes', 'Stimmzettel', 'Answers to votes', '1970-01-01T00:00:00.000Z', NULL),
  ('answer', 'attributes', 'Antworten', 'Answers of the city', '1970-01-01T00:00:00.000Z', NULL),
  ('measure', 'attributes', 'Maßnahmen', 'Who does what by when', '1970-01-01T00:00:00.000Z', NULL),
  ('medium_blob', 'attributes', 'Mediendaten', 'Bytes of the media', '1970-01-01T00:00:00.000Z', NULL);

INSERT INTO gpkg_geometry_columns VALUES
  ('workshop', 'area', 'GEOMETRY', 4326, 0, 0),
  ('idea', 'shape', 'GEOMETRY', 4326, 0, 0),
  ('project', 'shape', 'GEOMETRY', 4326, 0, 0);

INSERT INTO gpkg_extensions VALUES
  ('gpkgext_relations', NULL, 'gpkg_related_tables',
   'http://www.opengis.net/doc/IS/gpkg-rte/1.0', 'read-write'),
  ('idea_medium', NULL, 'gpkg_related_tables',
   'http://www.opengis.net/doc/IS/gpkg-rte/1.0', 'read-write');

INSERT INTO gpkgext_relations (base_table_name, base_primary_column, related_table_name,
                               related_primary_column, relation_name, mapping_table_name) VALUES
  ('idea', 'fid', 'medium_blob', 'id', 'media', 'idea_medium');
