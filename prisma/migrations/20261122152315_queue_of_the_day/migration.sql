-- CreateTable
CREATE TABLE "StudySet" (
    "learnerId" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "query" TEXT NOT NULL,
    "createdAt" DATETIME NOT NULL,

    PRIMARY KEY ("learnerId", "id"),
    CONSTRAINT "StudySet_learnerId_fkey" FOREIGN KEY ("learnerId") REFERENCES "Learner" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);

-- Columns with a default are added in place: no table that others refer to is dropped and made anew.
ALTER TABLE "Learner" ADD COLUMN "weekLoads" TEXT NOT NULL DEFAULT '[]';
ALTER TABLE "Learner" ADD COLUMN "siblingsWait" BOOLEAN NOT NULL DEFAULT true;
ALTER TABLE "Learner" ADD COLUMN "catchUpPerDay" INTEGER;
ALTER TABLE "Learner" ADD COLUMN "catchUpUntil" INTEGER;
ALTER TABLE "Day" ADD COLUMN "reviews" INTEGER NOT NULL DEFAULT 0;
ALTER TABLE "Day" ADD COLUMN "retained" INTEGER NOT NULL DEFAULT 0;
ALTER TABLE "Day" ADD COLUMN "crammed" INTEGER NOT NULL DEFAULT 0;

-- What days so far add up to, from the log: answers that stand, each card from new to new.
WITH "standing" AS (
    SELECT * FROM "Review" AS "event"
    WHERE "kind" IN ('answer', 'reset') AND NOT EXISTS (
        SELECT 1 FROM "Review" AS "tombstone"
        WHERE "tombstone"."learnerId" = "event"."learnerId"
          AND "tombstone"."cardId" = "event"."cardId"
          AND "tombstone"."undoes" = "event"."answerId"
    )
), "segmented" AS (
    SELECT *, SUM("kind" = 'reset') OVER (
        PARTITION BY "learnerId", "cardId" ORDER BY "seq"
    ) AS "segment" FROM "standing"
), "followed" AS (
    SELECT *, MAX("day") OVER (
        PARTITION BY "learnerId", "cardId", "segment" ORDER BY "seq"
        ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING
    ) AS "lastDay" FROM "segmented" WHERE "kind" = 'answer'
), "total" AS (
    SELECT "learnerId", "day", COUNT(*) AS "reviews", SUM("grade" > 1) AS "retained"
    FROM "followed" WHERE "lastDay" < "day" GROUP BY "learnerId", "day"
)
UPDATE "Day" SET "reviews" = "total"."reviews", "retained" = "total"."retained"
FROM "total"
WHERE "total"."learnerId" = "Day"."learnerId" AND "total"."day" = "Day"."day";
