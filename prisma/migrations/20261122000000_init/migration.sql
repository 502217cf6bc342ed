-- CreateTable
CREATE TABLE "Learner" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "guestKey" TEXT,
    "createdAt" DATETIME NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "timeZone" TEXT NOT NULL DEFAULT 'UTC',
    "rolloverHour" INTEGER NOT NULL DEFAULT 4,
    "interviewOn" TEXT,
    "newPerDay" INTEGER NOT NULL DEFAULT 20,
    "reviewsPerDay" INTEGER NOT NULL DEFAULT 200,
    "theme" TEXT NOT NULL DEFAULT 'system'
);

-- CreateTable
CREATE TABLE "Account" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "learnerId" TEXT NOT NULL,
    "email" TEXT NOT NULL,
    "passwordHash" TEXT NOT NULL,
    "createdAt" DATETIME NOT NULL DEFAULT CURRENT_TIMESTAMP,
    CONSTRAINT "Account_learnerId_fkey" FOREIGN KEY ("learnerId") REFERENCES "Learner" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "Review" (
    "seq" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "answerId" TEXT NOT NULL,
    "learnerId" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "cardId" TEXT NOT NULL,
    "cardHash" TEXT NOT NULL,
    "grade" INTEGER,
    "mode" TEXT NOT NULL,
    "source" TEXT NOT NULL,
    "shownAt" DATETIME,
    "answeredAt" DATETIME NOT NULL,
    "clientAt" DATETIME,
    "durationMs" INTEGER NOT NULL DEFAULT 0,
    "rawDurationMs" INTEGER NOT NULL DEFAULT 0,
    "day" INTEGER NOT NULL,
    "algorithm" TEXT NOT NULL,
    "parametersVersion" INTEGER NOT NULL,
    "undoes" TEXT,
    CONSTRAINT "Review_learnerId_fkey" FOREIGN KEY ("learnerId") REFERENCES "Learner" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "Memory" (
    "learnerId" TEXT NOT NULL,
    "cardId" TEXT NOT NULL,
    "state" TEXT NOT NULL,
    "stability" REAL NOT NULL,
    "difficulty" REAL NOT NULL,
    "step" INTEGER NOT NULL,
    "dueAt" DATETIME NOT NULL,
    "dueDay" INTEGER NOT NULL,
    "intervalDays" INTEGER NOT NULL,
    "reps" INTEGER NOT NULL,
    "lapses" INTEGER NOT NULL,
    "lastReviewedAt" DATETIME NOT NULL,
    "lastDay" INTEGER NOT NULL,
    "lastGrade" INTEGER NOT NULL,
    "version" INTEGER NOT NULL,

    PRIMARY KEY ("learnerId", "cardId"),
    CONSTRAINT "Memory_learnerId_fkey" FOREIGN KEY ("learnerId") REFERENCES "Learner" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "Day" (
    "learnerId" TEXT NOT NULL,
    "day" INTEGER NOT NULL,
    "answers" INTEGER NOT NULL DEFAULT 0,
    "recalled" INTEGER NOT NULL DEFAULT 0,
    "newCards" INTEGER NOT NULL DEFAULT 0,
    "durationMs" INTEGER NOT NULL DEFAULT 0,

    PRIMARY KEY ("learnerId", "day"),
    CONSTRAINT "Day_learnerId_fkey" FOREIGN KEY ("learnerId") REFERENCES "Learner" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "Bookmark" (
    "learnerId" TEXT NOT NULL,
    "path" TEXT NOT NULL,
    "title" TEXT NOT NULL,
    "createdAt" DATETIME NOT NULL DEFAULT CURRENT_TIMESTAMP,

    PRIMARY KEY ("learnerId", "path"),
    CONSTRAINT "Bookmark_learnerId_fkey" FOREIGN KEY ("learnerId") REFERENCES "Learner" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "Note" (
    "learnerId" TEXT NOT NULL,
    "path" TEXT NOT NULL,
    "text" TEXT NOT NULL,
    "updatedAt" DATETIME NOT NULL,

    PRIMARY KEY ("learnerId", "path"),
    CONSTRAINT "Note_learnerId_fkey" FOREIGN KEY ("learnerId") REFERENCES "Learner" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "Report" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "learnerId" TEXT NOT NULL,
    "path" TEXT NOT NULL,
    "text" TEXT NOT NULL,
    "createdAt" DATETIME NOT NULL DEFAULT CURRENT_TIMESTAMP,
    CONSTRAINT "Report_learnerId_fkey" FOREIGN KEY ("learnerId") REFERENCES "Learner" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "Place" (
    "learnerId" TEXT NOT NULL,
    "path" TEXT NOT NULL,
    "title" TEXT NOT NULL,
    "anchor" TEXT NOT NULL DEFAULT '',
    "readAt" DATETIME NOT NULL,

    PRIMARY KEY ("learnerId", "path"),
    CONSTRAINT "Place_learnerId_fkey" FOREIGN KEY ("learnerId") REFERENCES "Learner" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);

-- CreateIndex
CREATE UNIQUE INDEX "Learner_guestKey_key" ON "Learner"("guestKey");

-- CreateIndex
CREATE UNIQUE INDEX "Account_learnerId_key" ON "Account"("learnerId");

-- CreateIndex
CREATE UNIQUE INDEX "Account_email_key" ON "Account"("email");

-- CreateIndex
CREATE INDEX "Review_learnerId_cardId_seq_idx" ON "Review"("learnerId", "cardId", "seq");

-- CreateIndex
CREATE INDEX "Review_learnerId_day_idx" ON "Review"("learnerId", "day");

-- CreateIndex
CREATE UNIQUE INDEX "Review_learnerId_answerId_key" ON "Review"("learnerId", "answerId");

-- CreateIndex
CREATE INDEX "Memory_learnerId_dueDay_dueAt_idx" ON "Memory"("learnerId", "dueDay", "dueAt");

-- CreateIndex
CREATE INDEX "Place_learnerId_readAt_idx" ON "Place"("learnerId", "readAt");
