import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { zipSync } from 'fflate'
import { describe, expect, test } from 'vitest'
import {
  BASIC,
  CLOZE,
  currentPackage,
  type Fixture,
  legacyCollection,
  legacyPackage,
  OCCLUSION,
  ODD,
  OPTIONAL,
  PIXEL,
  REVERSED,
  TYPED,
} from '../../fixtures/package'
import type { Parsed } from '../../schema'
import { readSent } from '../data'
import { SENT } from '../schema'

const NOW = Date.UTC(2026, 10, 22)
const DAY = 86_400_000

async function read(bytes: Uint8Array, name = 'deck.apkg'): Promise<Parsed> {
  const folder = mkdtempSync(join(tmpdir(), 'coldstart-archive-test-'))
  writeFileSync(join(folder, SENT), bytes)
  return readSent({ kind: 'read', folder, name, table: null, now: NOW }, () => {})
}

const FIXTURE: Fixture = {
  types: [BASIC, REVERSED, OPTIONAL, TYPED, CLOZE, ODD, OCCLUSION],
  decks: { 5: 'AWS::Lambda basics' },
  media: { 'map of it.png': PIXEL, 'evil.svg': new TextEncoder().encode('<svg onload=alert(1)>') },
  notes: [
    {
      guid: 'basic',
      type: 11,
      fields: ['What is <b>cold</b>?', 'A <i>start</i><br>that waits<script>alert(1)</script>'],
      tags: ' lambda perf::init ',
      deck: 5,
      cards: [
        {
          ordinal: 0,
          type: 2,
          queue: -1,
          flags: 3,
          log: [
            [NOW - 9 * DAY, 3, 0],
            [NOW - 20 * DAY, 1, 0],
            [NOW - 8 * DAY, 0, 4, 2500],
            [NOW - 7 * DAY, 3, 3, 0],
            [NOW - 2 * DAY, 4],
            [Date.UTC(9999, 0, 1), 3],
          ],
        },
      ],
    },
    { guid: 'rev', type: 12, fields: ['Hot', 'Cold'], cards: [{ ordinal: 0 }, { ordinal: 1 }] },
    {
      guid: 'opt+',
      type: 13,
      fields: ['One', 'Two', 'y'],
      cards: [{ ordinal: 0 }, { ordinal: 1 }],
    },
    { guid: 'opt-', type: 13, fields: ['Three', 'Four', ''] },
    { guid: 'typed', type: 14, fields: ['2 + 2', '4'] },
    {
      guid: 'cloze',
      type: 15,
      fields: [
        '{{c1::Lambda::service}} runs {{c2::your <b>code</b>}}.',
        'see <a href="https://aws.amazon.com">AWS</a>',
      ],
      cards: [{ ordinal: 0 }, { ordinal: 1, type: 1 }],
    },
    {
      guid: 'odd',
      type: 16,
      fields: ['Peru', 'Lima', '<img src="map%20of%20it.png"><img src="evil.svg" onerror="x()">'],
      cards: [{ ordinal: 0 }, { ordinal: 1 }],
    },
    { guid: 'covered', type: 17, fields: ['{{c1::image-occlusion:rect}}', ''] },
    { guid: 'basic', type: 11, fields: ['Again', 'the same guid'] },
    { guid: 'empty', type: 11, fields: ['', 'no front'] },
  ],
}

describe.each([
  ['legacy, collection.anki2', (fixture: Fixture) => legacyPackage(fixture, 'collection.anki2')],
  ['legacy, collection.anki21', legacyPackage],
  ['current, collection.anki21b', currentPackage],
])('a package of Anki, %s', (_, pack) => {
  test('becomes notes in Markdown with their history', async () => {
    const { notes, skipped, media, impossible } = await read(await pack(FIXTURE))
    const of = (guid: string) => notes.find((note) => note.guid === guid)
    expect(of('basic')).toMatchObject({
      kind: 'basic',
      front: 'What is **cold**?',
      back: 'A _start_\\\nthat waits',
      tags: ['lambda', 'perf::init', 'AWS::Lambda_basics'],
    })
    expect(of('basic')?.cards).toEqual([
      {
        ordinal: 1,
        suspended: true,
        flag: 3,
        scheduled: true,
        answers: [
          { at: NOW - 20 * DAY, grade: 1, durationMs: 4000, stamp: null },
          { at: NOW - 9 * DAY, grade: 3, durationMs: 4000, stamp: null },
          { at: NOW - 2 * DAY, grade: 4, durationMs: 4000, stamp: null },
        ],
      },
    ])
    expect(impossible).toBe(1)
    expect(of('rev')).toMatchObject({ kind: 'reverse', front: 'Hot', back: 'Cold' })
    expect(of('rev')?.cards.map(({ ordinal }) => ordinal)).toEqual([1, 2])
    expect(of('opt+')?.kind).toBe('reverse')
    expect(of('opt-')?.kind).toBe('basic')
    expect(of('typed')).toMatchObject({ kind: 'typed', front: '2 + 2', back: '4' })
    expect(of('cloze')).toMatchObject({
      kind: 'cloze',
      front: '{{c1::Lambda::service}} runs {{c2::your **code**}}.',
      back: '',
      extra: 'see [AWS](https://aws.amazon.com)',
    })
    expect(of('cloze')?.cards.map(({ ordinal }) => ordinal)).toEqual([1, 2])
    expect(of('odd#0')).toMatchObject({ kind: 'basic', front: 'The capital of Peru?' })
    expect(media).toHaveLength(1)
    expect(of('odd#0')?.back).toBe(
      `***\n\nLima\\\n![](media:${media[0]?.name})`.replace('***', '---'),
    )
    expect(of('odd#1')?.back).toBe('Peru')
    expect(skipped).toEqual(
      expect.arrayContaining([
        { what: 'evil.svg', why: 'It is no picture or sound of a safe kind.' },
        expect.objectContaining({ why: 'Image occlusion cannot be shown here.' }),
        { what: 'Again', why: 'The same note stands further up in the file.' },
        expect.objectContaining({ why: expect.stringContaining('front is empty') }),
      ]),
    )
    expect(skipped).toHaveLength(4)
    expect(JSON.stringify(notes)).not.toMatch(/script|onerror|alert/)
  })
})

describe('what is broken or meant to do harm is refused with a sentence', () => {
  const zip = (files: Record<string, Uint8Array>) => zipSync(files)
  const text = (value: string) => new TextEncoder().encode(value)
  const small: Fixture = { types: [BASIC], notes: [{ guid: 'a', type: 11, fields: ['Q', 'A'] }] }

  const refused = async (bytes: Uint8Array, words: RegExp, name?: string) =>
    expect(read(bytes, name)).rejects.toThrow(words)

  test('no zip, a truncated one, one without a collection', async () => {
    await refused(text('PK nonsense'), /not a package/)
    await refused((await legacyPackage(small)).slice(0, 900), /not a package/)
    await refused(zip({ 'a.txt': text('hello') }), /no collection/)
    await refused(text('MZ'), /kind of file cannot be read/, 'setup.exe')
    await refused(new Uint8Array([0xff, 0xfe, 0x00]), /not a text file/, 'cards.csv')
    await refused(text('  \n'), /empty/, 'cards.csv')
  })

  test('paths that lead out, and absolute ones', async () => {
    const collection = await legacyCollection(small)
    for (const name of ['../../etc/passwd', '/etc/passwd', 'C:\\x', 'a/../../b', 'a\\b'])
      await refused(zip({ 'collection.anki21': collection, [name]: text('x') }), /points outside/)
  })

  test('zip bombs: by ratio, by what is declared, and inside Zstandard', async () => {
    const zeros = new Uint8Array(30_000_000)
    await refused(zip({ 'collection.anki21': zeros }), /unpack to far more/)
    const liar = zip({ 'collection.anki21': text('SQLite format 3') })
    const view = new DataView(liar.buffer)
    for (let at = 0; at < liar.length - 4; at += 1)
      if (view.getUint32(at, true) === 0x02014b50) view.setUint32(at + 24, 0x40000000, true)
    await refused(liar, /unpack to far more/)
    const { Zstd } = await import('@hpcc-js/wasm-zstd')
    const bomb = (await Zstd.load()).compress(new Uint8Array(300_000_000), 3).slice()
    await refused(
      zip({ meta: new Uint8Array([8, 3]), 'collection.anki21b': bomb }),
      /unpack to far more/,
    )
  })

  test('wrong schema, a damaged file, views in the place of tables, a newer Anki', async () => {
    const { default: initSqlJs } = await import('sql.js')
    const { Database } = await initSqlJs()
    const db = new Database()
    db.run('CREATE TABLE notes (id integer)')
    await refused(zip({ 'collection.anki21': db.export() }), /not one of Anki/)
    const good = await legacyCollection(small)
    const torn = good.slice()
    torn.fill(0xa5, 1024, 9000)
    await refused(zip({ 'collection.anki21': torn }), /damaged|not one of Anki/)
    const view = {
      ...small,
      tampered: [
        'DROP TABLE revlog',
        'CREATE VIEW revlog AS WITH RECURSIVE n(id) AS (SELECT 1 UNION ALL SELECT id + 1 FROM n) SELECT id, id cid, 0 usn, 3 ease, 1 ivl, 1 lastIvl, 0 factor, 0 time, 1 type FROM n',
      ],
    }
    await refused(await legacyPackage(view), /not one of Anki/)
    await refused(zip({ meta: new Uint8Array([8, 9]), 'collection.anki21': good }), /newer/)
  })

  test('cells that are no numbers, triggers and HTML that runs are left behind', async () => {
    const hostile: Fixture = {
      types: [BASIC],
      notes: [
        {
          guid: 'x',
          type: 11,
          fields: [
            '<img src=x onerror=alert(1)><a href="javascript:alert(1)">go</a><iframe src="https://e.x"></iframe>ok',
            '<style>*{}</style><svg><script>alert(1)</script></svg><p onclick="x()">fine</p>',
          ],
          cards: [{ ordinal: 0, log: [[NOW - DAY, 3]] }],
        },
      ],
      tampered: [
        'CREATE TRIGGER evil AFTER INSERT ON notes BEGIN DELETE FROM notes; END',
        "INSERT INTO revlog VALUES (5, 'NaN', 0, 'Infinity', 1, 1, 9e999, 'x', 1)",
        'UPDATE revlog SET time = 9e999 WHERE id > 5',
      ],
    }
    const { notes, skipped } = await read(await legacyPackage(hostile))
    expect(notes).toHaveLength(1)
    expect(notes[0]).toMatchObject({ front: 'gook', back: 'fine' })
    expect(notes[0]?.cards[0]?.answers).toEqual([
      { at: NOW - DAY, grade: 3, durationMs: 0, stamp: null },
    ])
    expect(skipped).toEqual([
      { what: '1 row', why: expect.stringContaining('not what Anki writes') },
    ])
  })

  test('deep nesting is skipped, not followed', async () => {
    const deep = {
      ...small,
      notes: [{ guid: 'd', type: 11, fields: ['<div>'.repeat(5_000), 'A'] }],
    }
    const { notes, skipped } = await read(await legacyPackage(deep))
    expect(notes).toEqual([])
    expect(skipped[0]?.why).toMatch(/nested too deeply/)
  })
})
