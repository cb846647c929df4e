-- SPDX-FileCopyrightText: 2026 The Nordwärts authors
-- SPDX-License-Identifier: EUPL-1.2
-- Votes by other methods than dots: approval, rating, ranking, budget.

ALTER TABLE poll ADD COLUMN rule TEXT;      -- what counts rankings and budgets: schulze, mes-add1 ...
ALTER TABLE poll ADD COLUMN budget INTEGER; -- euros to spend
