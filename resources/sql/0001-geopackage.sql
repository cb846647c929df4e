-- SPDX-FileCopyrightText: 2026 The Nordwärts authors
-- SPDX-License-Identifier: EUPL-1.2
-- Step 1: what the OGC GeoPackage Encoding Standard 1.3 (OGC 12-128r18) asks of every file.

PRAGMA application_id = 0x47504B47; -- "GPKG"
PRAGMA user_version = 10300;        -- GeoPackage 1.3.0; our own number stands in `nordwaerts`

-- Reference systems. Ours is WGS 84, longitude before latitude.
CREATE TABLE gpkg_spatial_ref_sys (
  srs_name TEXT NOT NULL,                     -- for people
  srs_id INTEGER NOT NULL PRIMARY KEY,        -- number within the file
  organization TEXT NOT NULL,                 -- who defines it
  organization_coordsys_id INTEGER NOT NULL,  -- number at that organisation
  definition TEXT NOT NULL,                   -- well-known text
  description TEXT                            -- for people
);

-- The tables that other programs shall see.
CREATE TABLE gpkg_contents (
  table_name TEXT NOT NULL PRIMARY KEY,                                    -- table
  data_type TEXT NOT NULL,                                                 -- features or attributes
  identifier TEXT UNIQUE,                                                  -- short title
  description TEXT DEFAULT '',                                             -- longer title
  last_change DATETIME NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ','now')), -- of the content
  min_x DOUBLE,                                                            -- extent, degrees east
  min_y DOUBLE,                                                            -- degrees north
  max_x DOUBLE,                                                            -- degrees east
  max_y DOUBLE,                                                            -- degrees north
  srs_id INTEGER,                                                          -- of the extent
  CONSTRAINT fk_gc_r_srs_id FOREIGN KEY (srs_id) REFERENCES gpkg_spatial_ref_sys (srs_id)
);

-- Which column of a feature table holds the geometry.
CREATE TABLE gpkg_geometry_columns (
  table_name TEXT NOT NULL,         -- feature table
  column_name TEXT NOT NULL,        -- its geometry column
  geometry_type_name TEXT NOT NULL, -- GEOMETRY: any
  srs_id INTEGER NOT NULL,          -- reference system
  z TINYINT NOT NULL,               -- 0: no heights
  m TINYINT NOT NULL,               -- 0: no measures
  CONSTRAINT pk_geom_cols PRIMARY KEY (table_name, column_name),
  CONSTRAINT uk_gc_table_name UNIQUE (table_name),
  CONSTRAINT fk_gc_tn FOREIGN KEY (table_name) REFERENCES gpkg_contents (table_name),
  CONSTRAINT fk_gc_srs FOREIGN KEY (srs_id) REFERENCES gpkg_spatial_ref_sys (srs_id)
);

-- What goes beyond the core of the standard.
CREATE TABLE gpkg_extensions (
  table_name TEXT,              -- table concerned
  column_name TEXT,             -- column concerned
  extension_name TEXT NOT NULL, -- author_name
  definition TEXT NOT NULL,     -- where it is described
  scope TEXT NOT NULL,          -- read-write or write-only
  CONSTRAINT ge_tce UNIQUE (table_name, column_name, extension_name)
);

-- Which rows belong together (OGC 18-000, Related Tables).
CREATE TABLE gpkgext_relations (
  id INTEGER PRIMARY KEY AUTOINCREMENT,                 -- number of the relation
  base_table_name TEXT NOT NULL,                        -- from
  base_primary_column TEXT NOT NULL DEFAULT 'id',       -- its key
  related_table_name TEXT NOT NULL,                     -- to
  related_primary_column TEXT NOT NULL DEFAULT 'id',    -- its key
  relation_name TEXT NOT NULL,                          -- kind of relation
  mapping_table_name TEXT NOT NULL UNIQUE               -- table or view of the pairs
);

INSERT INTO gpkg_spatial_ref_sys VALUES
  ('Undefined cartesian SRS', -1, 'NONE', -1, 'undefined',
   'undefined cartesian coordinate reference system'),
  ('Undefined geographic SRS', 0, 'NONE', 0, 'undefined',
   'undefined geographic coordinate reference system'),
  ('WGS 84 geodetic', 4326, 'EPSG', 4326,
   'GEOGCS["WGS 84",DATUM["WGS_1984",SPHEROID["WGS 84",6378137,298.257223563,AUTHORITY["EPSG","7030"]],AUTHORITY["EPSG","6326"]],PRIMEM["Greenwich",0,AUTHORITY["EPSG","8901"]],UNIT["degree",0.0174532925199433,AUTHORITY["EPSG","9122"]],AXIS["Latitude",NORTH],AXIS["Longitude",EAST],AUTHORITY["EPSG","4326"]]',
   'longitude/latitude coordinates in decimal degrees on the WGS 84 spheroid');
