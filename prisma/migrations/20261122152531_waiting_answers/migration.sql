-- AlterTable
ALTER TABLE "Review" ADD COLUMN "arrivedAt" DATETIME;
