-- CreateTable
CREATE TABLE "Hand" (
    "learnerId" TEXT NOT NULL,
    "cardId" TEXT NOT NULL,
    "suspended" BOOLEAN NOT NULL DEFAULT false,
    "buriedUntilDay" INTEGER,
    "buriedBy" TEXT,
    "flag" INTEGER NOT NULL DEFAULT 0,
    "tags" TEXT NOT NULL DEFAULT '[]',
    "note" TEXT NOT NULL DEFAULT '',

    PRIMARY KEY ("learnerId", "cardId"),
    CONSTRAINT "Hand_learnerId_fkey" FOREIGN KEY ("learnerId") REFERENCES "Learner" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);

-- A column with a default is added in place: no table that others refer to is dropped and made anew.
ALTER TABLE "Learner" ADD COLUMN "keys" TEXT NOT NULL DEFAULT '{}';
