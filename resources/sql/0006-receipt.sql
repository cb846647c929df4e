-- SPDX-FileCopyrightText: 2026 The Nordwärts authors
-- SPDX-License-Identifier: EUPL-1.2
-- Step 6: the code that a resident gets at the shared screen.

ALTER TABLE idea ADD COLUMN receipt TEXT; -- its hash under the workshop's key, 32 hex digits
