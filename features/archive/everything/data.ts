import 'server-only'
import type { UserId } from '@/lib/auth'
import { db } from '@/lib/db'
import { shown } from './rules'

const AT_ONCE = 2_000

type Page = (cursor: { skip: number; take: number }) => Promise<object[]>

/** Every table that holds something of a learner's, each read page by page. */
function tablesOf(learnerId: UserId): Record<string, Page> {
  const where = { learnerId }
  return {
    account: (page) => db().account.findMany({ where, ...page }),
    reviews: (page) => db().review.findMany({ where, orderBy: { seq: 'asc' }, ...page }),
    parameters: (page) => db().parameters.findMany({ where, orderBy: { version: 'asc' }, ...page }),
    fits: (page) => db().fit.findMany({ where, ...page }),
    memories: (page) => db().memory.findMany({ where, orderBy: { cardId: 'asc' }, ...page }),
    hands: (page) => db().hand.findMany({ where, orderBy: { cardId: 'asc' }, ...page }),
    days: (page) => db().day.findMany({ where, orderBy: { day: 'asc' }, ...page }),
    bookmarks: (page) => db().bookmark.findMany({ where, orderBy: { path: 'asc' }, ...page }),
    notes: (page) => db().note.findMany({ where, orderBy: { path: 'asc' }, ...page }),
    reports: (page) => db().report.findMany({ where, orderBy: { id: 'asc' }, ...page }),
    places: (page) => db().place.findMany({ where, orderBy: { path: 'asc' }, ...page }),
    studySets: (page) => db().studySet.findMany({ where, orderBy: { id: 'asc' }, ...page }),
    ownNotes: (page) => db().ownNote.findMany({ where, orderBy: { id: 'asc' }, ...page }),
    ownCards: (page) => db().ownCard.findMany({ where, orderBy: { id: 'asc' }, ...page }),
    ownMedia: ({ skip, take }) =>
      db().ownMedia.findMany({ where, orderBy: { sha256: 'asc' }, skip, take: Math.min(take, 8) }),
    imports: (page) => db().import.findMany({ where, orderBy: { id: 'asc' }, ...page }),
  }
}

/** Everything that is kept of a learner, as the text of one JSON object, piece by piece. */
export async function* everything(userId: UserId, now: number): AsyncGenerator<string> {
  const learner = await db().learner.findUnique({ where: { id: userId } })
  const head = {
    format: 'coldstart-everything',
    version: 1,
    exportedAt: new Date(now).toISOString(),
    learner: learner && shown(learner),
  }
  yield JSON.stringify(head).slice(0, -1)
  for (const [name, page] of Object.entries(tablesOf(userId))) {
    yield `,\n${JSON.stringify(name)}:[`
    let skip = 0
    for (;;) {
      const rows = await page({ skip, take: AT_ONCE })
      if (rows.length === 0) break
      const text = rows.map((row) => JSON.stringify(shown(row))).join(',\n')
      yield skip === 0 ? text : `,\n${text}`
      skip += rows.length
    }
    yield ']'
  }
  yield '}\n'
}
