-- SPDX-FileCopyrightText: 2026 The Nordwärts authors
-- SPDX-License-Identifier: EUPL-1.2

-- Stamps that the clock of their writer got wrong, and what counts instead. The operation itself
-- keeps what its writer claimed.
CREATE TABLE hlc_eff (
  scope INTEGER NOT NULL REFERENCES scope (key),
  position INTEGER NOT NULL,           -- of the operation
  hlc TEXT NOT NULL,                   -- hybrid logical clock stamp, in text form
  PRIMARY KEY (scope, position)
) STRICT, WITHOUT ROWID;
