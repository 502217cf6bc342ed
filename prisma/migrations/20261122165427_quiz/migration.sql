-- CreateTable
CREATE TABLE "QuizSheet" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "learnerId" TEXT NOT NULL,
    "exerciseId" TEXT NOT NULL,
    "topic" TEXT NOT NULL,
    "seed" TEXT NOT NULL,
    "mode" TEXT NOT NULL,
    "keyHash" TEXT NOT NULL,
    "handedAt" DATETIME NOT NULL,
    "answerId" TEXT,
    "chosen" TEXT,
    "said" TEXT,
    "confidence" TEXT,
    "right" BOOLEAN,
    "score" REAL,
    "answeredAt" DATETIME,
    "day" INTEGER,
    "durationMs" INTEGER,
    CONSTRAINT "QuizSheet_learnerId_fkey" FOREIGN KEY ("learnerId") REFERENCES "Learner" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "QuizRegrade" (
    "learnerId" TEXT NOT NULL,
    "sheetId" TEXT NOT NULL,
    "exerciseId" TEXT NOT NULL,
    "keyBefore" TEXT NOT NULL,
    "keyAfter" TEXT NOT NULL,
    "rightBefore" BOOLEAN NOT NULL,
    "rightAfter" BOOLEAN,
    "scoreBefore" REAL NOT NULL,
    "scoreAfter" REAL,
    "gradedAt" DATETIME NOT NULL,
    "dismissedAt" DATETIME,

    PRIMARY KEY ("sheetId", "keyAfter"),
    CONSTRAINT "QuizRegrade_learnerId_fkey" FOREIGN KEY ("learnerId") REFERENCES "Learner" ("id") ON DELETE CASCADE ON UPDATE CASCADE,
    CONSTRAINT "QuizRegrade_sheetId_fkey" FOREIGN KEY ("sheetId") REFERENCES "QuizSheet" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);

-- CreateIndex
CREATE INDEX "QuizSheet_learnerId_answeredAt_idx" ON "QuizSheet"("learnerId", "answeredAt");

-- CreateIndex
CREATE INDEX "QuizSheet_learnerId_exerciseId_answeredAt_idx" ON "QuizSheet"("learnerId", "exerciseId", "answeredAt");

-- CreateIndex
CREATE INDEX "QuizSheet_exerciseId_answeredAt_idx" ON "QuizSheet"("exerciseId", "answeredAt");

-- CreateIndex
CREATE UNIQUE INDEX "QuizSheet_learnerId_answerId_key" ON "QuizSheet"("learnerId", "answerId");

-- CreateIndex
CREATE INDEX "QuizRegrade_learnerId_dismissedAt_idx" ON "QuizRegrade"("learnerId", "dismissedAt");
