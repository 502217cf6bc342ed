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

-- RedefineTables
PRAGMA defer_foreign_keys=ON;
PRAGMA foreign_keys=OFF;
CREATE TABLE "new_Learner" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "guestKey" TEXT,
    "createdAt" DATETIME NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "timeZone" TEXT NOT NULL DEFAULT 'UTC',
    "rolloverHour" INTEGER NOT NULL DEFAULT 4,
    "interviewOn" TEXT,
    "newPerDay" INTEGER NOT NULL DEFAULT 20,
    "reviewsPerDay" INTEGER NOT NULL DEFAULT 200,
    "theme" TEXT NOT NULL DEFAULT 'system',
    "keys" TEXT NOT NULL DEFAULT '{}',
    "parametersVersion" INTEGER NOT NULL DEFAULT 1
);
INSERT INTO "new_Learner" ("createdAt", "guestKey", "id", "interviewOn", "newPerDay", "parametersVersion", "reviewsPerDay", "rolloverHour", "theme", "timeZone") SELECT "createdAt", "guestKey", "id", "interviewOn", "newPerDay", "parametersVersion", "reviewsPerDay", "rolloverHour", "theme", "timeZone" FROM "Learner";
DROP TABLE "Learner";
ALTER TABLE "new_Learner" RENAME TO "Learner";
CREATE UNIQUE INDEX "Learner_guestKey_key" ON "Learner"("guestKey");
PRAGMA foreign_keys=ON;
PRAGMA defer_foreign_keys=OFF;
