import type { WorkerScope } from '@/components/offline/scope'
import { sendInBackground } from '@/features/interview/offline/worker'
import '@/features/review/offline/worker'

// The whole of the service worker: pages and answers, and what rounds have left behind.
declare const self: WorkerScope

sendInBackground(self)
