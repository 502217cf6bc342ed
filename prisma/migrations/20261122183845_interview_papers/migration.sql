-- AlterTable
ALTER TABLE "Interview" ADD COLUMN "pausedAt" DATETIME;

-- RedefineTables
PRAGMA defer_foreign_keys=ON;
PRAGMA foreign_keys=OFF;
CREATE TABLE "new_Paper" (
    "sha256" TEXT NOT NULL PRIMARY KEY,
    "round" TEXT NOT NULL,
    "level" TEXT NOT NULL,
    "blueprint" TEXT NOT NULL,
    "blueprintVersion" INTEGER NOT NULL,
    "seed" TEXT NOT NULL,
    "topic" TEXT,
    "seconds" INTEGER NOT NULL DEFAULT 0,
    "items" TEXT NOT NULL,
    "createdAt" DATETIME NOT NULL
);
INSERT INTO "new_Paper" ("blueprint", "blueprintVersion", "createdAt", "items", "level", "round", "seed", "sha256") SELECT "blueprint", "blueprintVersion", "createdAt", "items", "level", "round", "seed", "sha256" FROM "Paper";
DROP TABLE "Paper";
ALTER TABLE "new_Paper" RENAME TO "Paper";
PRAGMA foreign_keys=ON;
PRAGMA defer_foreign_keys=OFF;
