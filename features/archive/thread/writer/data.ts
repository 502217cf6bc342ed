import 'server-only'
import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { type Zippable, zipSync } from 'fflate'
import initSqlJs from 'sql.js'
import { OWN_FILE } from '../../apkg/own/schema'
import { ankiTables, ownFileOf, type Tables } from '../../apkg/write/rules'
import type { Outgoing } from '../../apkg/write/schema'

const SCHEMA = `
CREATE TABLE col (id integer PRIMARY KEY, crt integer NOT NULL, mod integer NOT NULL,
  scm integer NOT NULL, ver integer NOT NULL, dty integer NOT NULL, usn integer NOT NULL,
  ls integer NOT NULL, conf text NOT NULL, models text NOT NULL, decks text NOT NULL,
  dconf text NOT NULL, tags text NOT NULL);
CREATE TABLE notes (id integer PRIMARY KEY, guid text NOT NULL, mid integer NOT NULL,
  mod integer NOT NULL, usn integer NOT NULL, tags text NOT NULL, flds text NOT NULL,
  sfld integer NOT NULL, csum integer NOT NULL, flags integer NOT NULL, data text NOT NULL);
CREATE TABLE cards (id integer PRIMARY KEY, nid integer NOT NULL, did integer NOT NULL,
  ord integer NOT NULL, mod integer NOT NULL, usn integer NOT NULL, type integer NOT NULL,
  queue integer NOT NULL, due integer NOT NULL, ivl integer NOT NULL, factor integer NOT NULL,
  reps integer NOT NULL, lapses integer NOT NULL, left integer NOT NULL, odue integer NOT NULL,
  odid integer NOT NULL, flags integer NOT NULL, data text NOT NULL);
CREATE TABLE revlog (id integer PRIMARY KEY, cid integer NOT NULL, usn integer NOT NULL,
  ease integer NOT NULL, ivl integer NOT NULL, lastIvl integer NOT NULL, factor integer NOT NULL,
  time integer NOT NULL, type integer NOT NULL);
CREATE TABLE graves (usn integer NOT NULL, oid integer NOT NULL, type integer NOT NULL);
CREATE INDEX ix_notes_usn ON notes (usn);
CREATE INDEX ix_cards_usn ON cards (usn);
CREATE INDEX ix_revlog_usn ON revlog (usn);
CREATE INDEX ix_cards_nid ON cards (nid);
CREATE INDEX ix_cards_sched ON cards (did, queue, due);
CREATE INDEX ix_revlog_cid ON revlog (cid);
CREATE INDEX ix_notes_csum ON notes (csum);`

async function collectionFile(tables: Tables): Promise<Uint8Array> {
  const { Database } = await initSqlJs()
  const db = new Database()
  try {
    db.run(SCHEMA)
    db.run('BEGIN')
    for (const [name, rows] of Object.entries(tables) as [keyof Tables, Tables[keyof Tables]][]) {
      const [first] = rows
      if (!first) continue
      const statement = db.prepare(
        `INSERT INTO ${name} VALUES (${first.map(() => '?').join(', ')})`,
      )
      for (const row of rows) statement.run(row)
      statement.free()
    }
    db.run('COMMIT')
    return db.export()
  } finally {
    db.close()
  }
}

/** Anki's checksum of a note's first field: the first eight digits of its SHA-1. */
const checksum = (text: string) =>
  Number.parseInt(createHash('sha1').update(text).digest('hex').slice(0, 8), 16)

/** Legacy form, version 2: what `meta` says in protobuf. */
const META = new Uint8Array([8, 2])

/** A package with notes, media and history, as every Anki since 2.1 reads it. */
export async function writePackage(
  outgoing: Outgoing,
  report: (done: number) => void,
): Promise<Uint8Array> {
  const collection = await collectionFile(ankiTables(outgoing, checksum, report))
  const media = outgoing.media.map(({ name, path }, index) => ({
    number: String(index),
    name,
    bytes: readFileSync(path),
  }))
  const files: Zippable = {
    meta: META,
    'collection.anki21': collection,
    media: new TextEncoder().encode(
      JSON.stringify(Object.fromEntries(media.map(({ number, name }) => [number, name]))),
    ),
    [OWN_FILE]: new TextEncoder().encode(JSON.stringify(ownFileOf(outgoing))),
  }
  // Pictures and sounds are packed already.
  for (const { number, bytes } of media) files[number] = [bytes, { level: 0 }]
  return zipSync(files, { level: 6 })
}
