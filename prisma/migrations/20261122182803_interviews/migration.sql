-- CreateTable
CREATE TABLE "Paper" (
    "sha256" TEXT NOT NULL PRIMARY KEY,
    "round" TEXT NOT NULL,
    "level" TEXT NOT NULL,
    "blueprint" TEXT NOT NULL,
    "blueprintVersion" INTEGER NOT NULL,
    "seed" TEXT NOT NULL,
    "items" TEXT NOT NULL,
    "createdAt" DATETIME NOT NULL
);

-- CreateTable
CREATE TABLE "Interview" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "learnerId" TEXT NOT NULL,
    "paperId" TEXT NOT NULL,
    "round" TEXT NOT NULL,
    "state" TEXT NOT NULL,
    "practice" BOOLEAN NOT NULL,
    "timeFactor" REAL NOT NULL,
    "allowedMs" INTEGER,
    "createdAt" DATETIME NOT NULL,
    "startedAt" DATETIME,
    "deadlineAt" DATETIME,
    "leftMs" INTEGER,
    "endedAt" DATETIME,
    "timedBy" TEXT NOT NULL DEFAULT 'server',
    "gradedAt" DATETIME,
    "reviewedAt" DATETIME,
    "score" REAL,
    "sequence" INTEGER NOT NULL DEFAULT 0,
    CONSTRAINT "Interview_learnerId_fkey" FOREIGN KEY ("learnerId") REFERENCES "Learner" ("id") ON DELETE CASCADE ON UPDATE CASCADE,
    CONSTRAINT "Interview_paperId_fkey" FOREIGN KEY ("paperId") REFERENCES "Paper" ("sha256") ON DELETE RESTRICT ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "InterviewItem" (
    "interviewId" TEXT NOT NULL,
    "place" INTEGER NOT NULL,
    "source" TEXT NOT NULL,
    "ref" TEXT NOT NULL,
    "seed" TEXT NOT NULL,
    "version" TEXT NOT NULL,
    "topic" TEXT NOT NULL,
    "weight" REAL NOT NULL DEFAULT 1,
    "follows" INTEGER,
    "shownAt" DATETIME,
    "closedAt" DATETIME,
    "deadlineAt" DATETIME,
    "right" BOOLEAN,
    "score" REAL,
    "verdict" TEXT,
    "proof" TEXT,

    PRIMARY KEY ("interviewId", "place"),
    CONSTRAINT "InterviewItem_interviewId_fkey" FOREIGN KEY ("interviewId") REFERENCES "Interview" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "InterviewEntry" (
    "interviewId" TEXT NOT NULL,
    "place" INTEGER NOT NULL,
    "field" TEXT NOT NULL,
    "timing" TEXT NOT NULL,
    "value" TEXT NOT NULL,
    "sequence" INTEGER NOT NULL,
    "client" TEXT NOT NULL,
    "stampedAt" DATETIME NOT NULL,
    "arrivedAt" DATETIME NOT NULL,

    PRIMARY KEY ("interviewId", "place", "field", "timing"),
    CONSTRAINT "InterviewEntry_interviewId_fkey" FOREIGN KEY ("interviewId") REFERENCES "Interview" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "InterviewMark" (
    "interviewId" TEXT NOT NULL,
    "place" INTEGER NOT NULL,
    "finding" INTEGER NOT NULL,
    "holds" BOOLEAN NOT NULL,
    "reason" TEXT NOT NULL DEFAULT '',
    "markedAt" DATETIME NOT NULL,

    PRIMARY KEY ("interviewId", "place", "finding"),
    CONSTRAINT "InterviewMark_interviewId_fkey" FOREIGN KEY ("interviewId") REFERENCES "Interview" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "InterviewOpinion" (
    "interviewId" TEXT NOT NULL,
    "place" INTEGER NOT NULL,
    "model" TEXT NOT NULL,
    "opinion" TEXT NOT NULL,
    "askedAt" DATETIME NOT NULL,

    PRIMARY KEY ("interviewId", "place"),
    CONSTRAINT "InterviewOpinion_interviewId_fkey" FOREIGN KEY ("interviewId") REFERENCES "Interview" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);

-- CreateIndex
CREATE INDEX "Interview_learnerId_createdAt_idx" ON "Interview"("learnerId", "createdAt");

-- CreateIndex
CREATE INDEX "Interview_state_deadlineAt_idx" ON "Interview"("state", "deadlineAt");
