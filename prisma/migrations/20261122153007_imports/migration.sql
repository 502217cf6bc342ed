-- CreateTable
CREATE TABLE "Import" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "learnerId" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "format" TEXT NOT NULL,
    "createdAt" DATETIME NOT NULL,
    "report" TEXT NOT NULL,
    "changes" TEXT NOT NULL,
    "undoneAt" DATETIME,
    CONSTRAINT "Import_learnerId_fkey" FOREIGN KEY ("learnerId") REFERENCES "Learner" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);

-- CreateIndex
CREATE INDEX "Import_learnerId_createdAt_idx" ON "Import"("learnerId", "createdAt");
