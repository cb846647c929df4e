-- SPDX-FileCopyrightText: 2026 The Nordwärts authors
-- SPDX-License-Identifier: EUPL-1.2
-- Step 7: own layers, such as plans under discussion, which travel with the workshop. GIS programs see
-- their shapes as one more layer of features.

-- What lies under the ideas of the map, one row a layer.
CREATE TABLE layer (
  fid INTEGER PRIMARY KEY NOT NULL, -- key for GIS programs
  id TEXT NOT NULL UNIQUE,          -- UUID
  title TEXT,                       -- what it is called
  position DOUBLE,                  -- order; higher lies on top
  opacity DOUBLE,                   -- 0 to 1
  shown BOOLEAN,                    -- 1: on the map
  colour INTEGER,                   -- number in the palette
  source TEXT                       -- the file it came from
);

-- The shapes of the layers.
CREATE TABLE layer_feature (
  fid INTEGER PRIMARY KEY NOT NULL, -- key for GIS programs
  id TEXT NOT NULL UNIQUE,          -- UUID
  layer TEXT,                       -- id of its layer
  title TEXT,                       -- what it is called
  shape GEOMETRY                    -- where
);
CREATE INDEX layer_feature_layer ON layer_feature (layer);

INSERT INTO gpkg_contents (table_name, data_type, identifier, description, last_change, srs_id) VALUES
  ('layer', 'attributes', 'Ebenen', 'Own layers', '1970-01-01T00:00:00.000Z', NULL),
  ('layer_feature', 'features', 'Ebenenobjekte', 'Shapes of the own layers', '1970-01-01T00:00:00.000Z', 4326);

INSERT INTO gpkg_geometry_columns VALUES
  ('layer_feature', 'shape', 'GEOMETRY', 4326, 0, 0);
