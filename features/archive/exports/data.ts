import 'server-only'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { getLibrary } from '@/features/cards/data'
import { draftsOf } from '@/features/cards/own/drafts/rules'
import { getMedium } from '@/features/cards/own/media/data'
import { readMediaName } from '@/features/cards/own/media/rules'
import { listAllNotes } from '@/features/cards/own/notes/data'
import { ownCardId } from '@/features/cards/own/rules'
import { dateOfDay, startOfStudyDay, studyDay } from '@/features/learner/rules'
import { getHands } from '@/features/review/hand/data'
import type { Hand } from '@/features/review/hand/schema'
import { listStamped, type Stamped } from '@/features/review/intake/stamped/data'
import { scheduleOf } from '@/features/review/log/rules'
import { getSchedule } from '@/features/review/memory/data'
import { getParameters } from '@/features/review/parameters/data'
import { answered } from '@/features/review/rules'
import type { Memory } from '@/features/review/schema'
import type { UserId } from '@/lib/auth'
import { db } from '@/lib/db'
import { done, type Outcome, refuse } from '@/lib/outcome'
import { siteGuid } from '../apkg/notes/rules'
import type { Outgoing, OutgoingCard, OutgoingNote } from '../apkg/write/schema'
import { type OutgoingText, writeTable } from '../csv/rules'
import { writeMarkdown } from '../markdown/rules'
import { closeFolder, folderOf, openFolder } from '../staging/data'
import { runThread } from '../thread/run/data'
import type { Report } from '../thread/schema'
import { OUTGOING } from '../thread/schema'
import type { Belongings } from './schema'

const GONE = 'Your session has ended. Reload the page and try again.'
const DECAY = 20

/** What the learner could take along. */
export async function countBelongings(userId: UserId): Promise<Belongings> {
  const [notes, studied] = await Promise.all([
    db().ownNote.count({ where: { learnerId: userId, deletedAt: null } }),
    db().memory.findMany({ where: { learnerId: userId }, select: { cardId: true } }),
  ])
  const { card } = getLibrary()
  return { notes, site: studied.filter(({ cardId }) => card.has(cardId)).length }
}

const textsOf = async (userId: UserId): Promise<OutgoingText[]> =>
  (await listAllNotes(db(), userId)).map(({ id, guid, kind, front, back, extra, tags }) => ({
    guid: guid ?? id,
    ...{ kind, front, back, extra, tags },
  }))

/** The learner's own notes as text. */
export async function exportText(
  userId: UserId,
  format: 'csv' | 'tsv' | 'markdown',
): Promise<string> {
  const notes = await textsOf(userId)
  if (format === 'markdown') return writeMarkdown(notes)
  // Spreadsheets take a file without this mark for one in another encoding.
  return `\uFEFF${writeTable(notes, format === 'csv' ? ',' : '\t')}`
}

/** The live answers of a card with the memory after each. */
function historyOf(
  cardId: string,
  events: Stamped[],
  parametersOf: Awaited<ReturnType<typeof getParameters>>,
): OutgoingCard['answers'] {
  let before: Memory | null = null
  let latest = 0
  return events.map(({ event, answer }) => {
    // In the order in which they count, also where a clock had been set back.
    latest = Math.max(latest, answer.at)
    const { at, grade } = { ...answer, at: latest }
    const day = event.day
    const after = answered(cardId, before, { at, day, grade }, scheduleOf(event, parametersOf))
    before = after
    return { answer: { ...answer, at }, after }
  })
}

interface Held {
  histories: Map<string, OutgoingCard['answers']>
  hands: Map<string, Hand>
  today: number
}

function cardOf(cardId: string, ordinal: number, { histories, hands, today }: Held): OutgoingCard {
  const answers = histories.get(cardId) ?? []
  const hand = hands.get(cardId)
  return {
    ordinal,
    suspended: hand?.suspended ?? false,
    buried: (hand?.buriedUntilDay ?? 0) > today,
    flag: hand?.flag ?? 0,
    memory: answers.at(-1)?.after ?? null,
    answers,
  }
}

/** The cards of the site that were studied, as notes of a package. */
function siteNotes(held: Held, now: number): OutgoingNote[] {
  const { card, topic } = getLibrary()
  return [...held.histories.keys()].flatMap((cardId, index): OutgoingNote[] => {
    const found = card.get(cardId)
    if (!found) return []
    return [
      {
        ...{ guid: siteGuid(cardId), id: null, site: cardId, kind: 'basic', isHtml: true },
        deck: topic.get(found.topic)?.title ?? '',
        front: found.frontHtml,
        back: found.backHtml,
        extra: found.noteHtml ?? '',
        tags: [found.topic],
        sourceHref: null,
        createdAt: now - 1_000_000 + index,
        cards: [cardOf(cardId, 1, held)],
      },
    ]
  })
}

async function gather(
  userId: UserId,
  withSite: boolean,
  now: number,
): Promise<Omit<Outgoing, 'media'> | null> {
  return db().$transaction(async (tx) => {
    const schedule = await getSchedule(tx, userId)
    if (!schedule) return null
    const { calendar, parameters } = schedule
    const notes = await listAllNotes(tx, userId)
    const stamped = await listStamped(tx, userId)
    const versions = [...stamped.values()].flatMap((events) =>
      events.map(({ event }) => event.parametersVersion),
    )
    const parametersOf = await getParameters(tx, userId, [...versions, parameters.version])
    const today = studyDay(now, calendar)
    const held: Held = {
      histories: new Map(
        [...stamped].map(([cardId, events]) => [cardId, historyOf(cardId, events, parametersOf)]),
      ),
      hands: await getHands(tx, userId),
      today,
    }
    const own = notes.map(
      ({ guid, createdAt, ...note }): OutgoingNote => ({
        ...{ id: note.id, kind: note.kind, front: note.front, back: note.back, extra: note.extra },
        ...{ tags: note.tags, sourceHref: note.sourceHref, site: null, deck: '', isHtml: false },
        guid: guid ?? note.id,
        createdAt: Date.parse(createdAt),
        cards: draftsOf(note).map(({ ordinal }) =>
          cardOf(ownCardId(note.id, ordinal), ordinal, held),
        ),
      }),
    )
    const all = withSite ? [...own, ...siteNotes(held, now)] : own
    const due = all.flatMap(({ cards }) => cards.flatMap(({ memory }) => memory?.dueDay ?? []))
    const baseDay = due.reduce((least, day) => Math.min(least, day), today)
    return {
      notes: all,
      parameters: [...new Set([...versions, parameters.version])].map((version) => {
        const { version: _, ...numbers } = parametersOf(version)
        return { version, numbers }
      }),
      ...{ calendar, today, baseDay, baseAt: startOfStudyDay(baseDay, calendar), now },
      retention: parameters.retention,
      decay: parameters.weights[DECAY] ?? 0.1542,
    }
  })
}

const MEDIA = /media:([0-9a-f]{64}\.[a-z0-9]{2,5})/g

/** Puts the files that notes show beside what goes out. */
async function putMedia(
  userId: UserId,
  folder: string,
  notes: OutgoingNote[],
): Promise<Outgoing['media']> {
  const media: Outgoing['media'] = []
  const texts = notes.flatMap(({ front, back, extra, isHtml }) =>
    isHtml ? [] : [front, back, extra],
  )
  const names = new Set(texts.flatMap((text) => [...text.matchAll(MEDIA)].map(([, name]) => name)))
  for (const name of names) {
    const read = name === undefined ? null : readMediaName(name)
    const medium = read && (await getMedium(userId, read.sha256))
    if (!medium || name === undefined) continue
    const path = join(folder, `m${media.length}`)
    await writeFile(path, medium.bytes)
    media.push({ name, path })
  }
  return media
}

/**
 * Makes an Anki package of the learner's notes, with their history. Returns the folder it lies in,
 * which is the caller's to close.
 * @param withSite cards of the site that were studied go along
 */
export async function exportPackage(
  userId: UserId,
  withSite: boolean,
  now: number,
  report: Report,
  signal: AbortSignal,
): Promise<Outcome<string>> {
  const gathered = await gather(userId, withSite, now)
  if (!gathered) return refuse(GONE)
  if (gathered.notes.length === 0)
    return refuse('There is nothing to export yet: you have no cards of your own.')
  const id = await openFolder(userId, `export of ${dateOfDay(gathered.today)}`, now)
  const media = await putMedia(userId, folderOf(id), gathered.notes)
  const outgoing: Outgoing = { ...gathered, media }
  await writeFile(join(folderOf(id), OUTGOING), JSON.stringify(outgoing))
  const written = await runThread({ kind: 'write', folder: folderOf(id) }, report, signal)
  if (written.ok) return done(id)
  await closeFolder(id)
  return written
}
