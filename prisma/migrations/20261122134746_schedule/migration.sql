-- Columns with defaults are added in place: no table that others refer to is dropped and made anew.
ALTER TABLE "Learner" ADD COLUMN "parametersVersion" INTEGER NOT NULL DEFAULT 1;

ALTER TABLE "Review" ADD COLUMN "handedAt" DATETIME;
ALTER TABLE "Review" ADD COLUMN "timeZone" TEXT NOT NULL DEFAULT 'UTC';
ALTER TABLE "Review" ADD COLUMN "rolloverHour" INTEGER NOT NULL DEFAULT 4;
ALTER TABLE "Review" ADD COLUMN "interviewOn" TEXT;

-- Events written so far folded with their learner's settings.
UPDATE "Review" SET
    "timeZone" = (SELECT "timeZone" FROM "Learner" WHERE "id" = "learnerId"),
    "rolloverHour" = (SELECT "rolloverHour" FROM "Learner" WHERE "id" = "learnerId"),
    "interviewOn" = (SELECT "interviewOn" FROM "Learner" WHERE "id" = "learnerId");

ALTER TABLE "Memory" ADD COLUMN "sameDayStability" REAL NOT NULL DEFAULT 0;
ALTER TABLE "Memory" ADD COLUMN "sameDayDifficulty" REAL NOT NULL DEFAULT 0;

ALTER TABLE "Day" ADD COLUMN "startsAt" DATETIME;
ALTER TABLE "Day" ADD COLUMN "endsAt" DATETIME;

-- CreateTable
CREATE TABLE "Parameters" (
    "learnerId" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    "algorithm" TEXT NOT NULL,
    "numbers" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "returnsTo" INTEGER,
    "adoptedAt" DATETIME NOT NULL,
    "answers" INTEGER NOT NULL,
    "lossBefore" REAL,
    "lossAfter" REAL,
    "reason" TEXT NOT NULL,

    PRIMARY KEY ("learnerId", "version"),
    CONSTRAINT "Parameters_learnerId_fkey" FOREIGN KEY ("learnerId") REFERENCES "Learner" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "Fit" (
    "learnerId" TEXT NOT NULL PRIMARY KEY,
    "triedAt" DATETIME NOT NULL,
    "answers" INTEGER NOT NULL,
    "adopted" BOOLEAN NOT NULL,
    "lossBefore" REAL,
    "lossAfter" REAL,
    "reason" TEXT NOT NULL,
    CONSTRAINT "Fit_learnerId_fkey" FOREIGN KEY ("learnerId") REFERENCES "Learner" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);
