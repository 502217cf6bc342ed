-- DropIndex
DROP INDEX "Memory_learnerId_dueDay_dueAt_idx";

-- CreateIndex
CREATE INDEX "Memory_learnerId_state_dueDay_dueAt_idx" ON "Memory"("learnerId", "state", "dueDay", "dueAt");
