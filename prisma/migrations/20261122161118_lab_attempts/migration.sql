-- CreateTable
CREATE TABLE "LabAttempt" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "learnerId" TEXT NOT NULL,
    "lab" TEXT NOT NULL,
    "seed" INTEGER NOT NULL,
    "language" TEXT NOT NULL,
    "code" TEXT NOT NULL,
    "sequence" INTEGER NOT NULL,
    "hints" INTEGER NOT NULL DEFAULT 0,
    "runs" INTEGER NOT NULL DEFAULT 0,
    "verdicts" TEXT,
    "proof" TEXT,
    "startedAt" DATETIME NOT NULL,
    "savedAt" DATETIME NOT NULL,
    "solvedAt" DATETIME,
    "gaveUpAt" DATETIME,
    CONSTRAINT "LabAttempt_learnerId_fkey" FOREIGN KEY ("learnerId") REFERENCES "Learner" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);

-- CreateIndex
CREATE INDEX "LabAttempt_learnerId_lab_startedAt_idx" ON "LabAttempt"("learnerId", "lab", "startedAt");
