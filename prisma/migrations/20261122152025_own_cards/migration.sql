-- CreateTable
CREATE TABLE "OwnNote" (
    "learnerId" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "front" TEXT NOT NULL,
    "back" TEXT NOT NULL,
    "extra" TEXT NOT NULL DEFAULT '',
    "tags" TEXT NOT NULL DEFAULT '[]',
    "origin" TEXT NOT NULL,
    "sourceHref" TEXT,
    "guid" TEXT,
    "createdAt" DATETIME NOT NULL,
    "updatedAt" DATETIME NOT NULL,
    "deletedAt" DATETIME,
    "meaningVersion" INTEGER NOT NULL DEFAULT 1,

    PRIMARY KEY ("learnerId", "id"),
    CONSTRAINT "OwnNote_learnerId_fkey" FOREIGN KEY ("learnerId") REFERENCES "Learner" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "OwnCard" (
    "learnerId" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "noteId" TEXT NOT NULL,
    "ordinal" INTEGER NOT NULL,
    "frontText" TEXT NOT NULL,
    "backText" TEXT NOT NULL,
    "hash" TEXT NOT NULL,
    "gone" BOOLEAN NOT NULL DEFAULT false,
    "createdAt" DATETIME NOT NULL,

    PRIMARY KEY ("learnerId", "id"),
    CONSTRAINT "OwnCard_learnerId_fkey" FOREIGN KEY ("learnerId") REFERENCES "Learner" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "OwnMedia" (
    "learnerId" TEXT NOT NULL,
    "sha256" TEXT NOT NULL,
    "mime" TEXT NOT NULL,
    "size" INTEGER NOT NULL,
    "bytes" BLOB NOT NULL,
    "createdAt" DATETIME NOT NULL,

    PRIMARY KEY ("learnerId", "sha256"),
    CONSTRAINT "OwnMedia_learnerId_fkey" FOREIGN KEY ("learnerId") REFERENCES "Learner" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);

-- CreateIndex
CREATE INDEX "OwnNote_learnerId_deletedAt_updatedAt_idx" ON "OwnNote"("learnerId", "deletedAt", "updatedAt");

-- CreateIndex
CREATE UNIQUE INDEX "OwnNote_learnerId_guid_key" ON "OwnNote"("learnerId", "guid");

-- CreateIndex
CREATE INDEX "OwnCard_learnerId_gone_createdAt_idx" ON "OwnCard"("learnerId", "gone", "createdAt");

-- CreateIndex
CREATE INDEX "OwnCard_learnerId_noteId_idx" ON "OwnCard"("learnerId", "noteId");
