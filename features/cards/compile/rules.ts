import type * as z from 'zod/mini'
import { quantityIndex, staleFigures, verifiedOn } from '../figures/rules'
import type { Link } from '../links/rules'
import type { Kit } from '../markdown/kit/rules'
import { compileInline } from '../markdown/rules'
import type { CompiledFile } from '../markdown/schema'
import { type Figures, figuresSchema, glossarySchema, type Problem } from '../schema'
import { type Parsed, parseYaml } from '../source/rules'

/** The files of `content/`, by path from the project's root, e.g. `content/topics/pricing.md`. */
export type ContentFiles = Map<string, string>

export type Engines = Pick<Kit, 'highlight' | 'draw'>

/** Something read from a file, and where its parts stand there. */
export interface Sourced<T> {
  value: T
  file: string
  lineOf: Parsed<T>['lineOf']
}

const NO_FIGURES: Figures = { verified: '1970-01-01', sources: {}, figures: {} }

/** One compilation of all content: what its parts share while they read files and find problems. */
export class Compiler {
  readonly problems: Problem[] = []
  readonly links: Link[] = []
  /** path of a page → the anchors on it */
  readonly anchors = new Map<string, Set<string>>()
  readonly pages: { file: string; path: string; result: CompiledFile }[] = []
  /** files that are missing or could not be parsed */
  readonly unread = new Set<string>()
  readonly kit: Kit
  readonly figures: Figures
  readonly glossary: Parsed<z.core.output<typeof glossarySchema>>

  /** @param today YYYY-MM-DD, to tell stale figures */
  constructor(
    readonly files: ContentFiles,
    engines: Engines,
    today: string,
  ) {
    this.figures = this.readFigures(today)
    this.glossary = this.yaml('content/glossary.yaml', glossarySchema)
    this.kit = {
      figures: this.figures,
      quantities: quantityIndex(this.figures),
      notes: new Map(),
      glossary: this.glossary.value ?? [],
      unread: this.unread,
      ...engines,
    }
  }

  error(file: string, line: number, message: string): void {
    this.problems.push({ file, line, severity: 'error', message })
  }

  /** The files of a folder of `content/`, in order, by the slug that their name gives. */
  list(folder: string, extension: string): { file: string; slug: string }[] {
    const start = `content/${folder}/`
    return [...this.files.keys()]
      .filter((file) => file.startsWith(start) && file.endsWith(extension))
      .sort()
      .map((file) => ({ file, slug: file.slice(start.length, -extension.length) }))
  }

  yaml<S extends z.core.$ZodType>(file: string, schema: S): Parsed<z.core.output<S>> {
    const text = this.files.get(file)
    if (text === undefined) {
      this.error(file, 1, 'the file is missing: create it (docs/authoring.md says what it holds)')
      this.unread.add(file)
      return { value: null, problems: [], lineOf: () => 1 }
    }
    const parsed = parseYaml(file, text, schema)
    this.problems.push(...parsed.problems)
    if (parsed.value === null) this.unread.add(file)
    return parsed
  }

  /** Compiles a string of front matter or YAML. */
  inline(file: string, line: number, from: string, text: string) {
    const compiled = compileInline(file, text, this.kit, line)
    this.problems.push(...compiled.problems)
    this.links.push(...compiled.links.map((link) => ({ ...link, file, from })))
    return compiled
  }

  /** Compiles what a source or a candidate says: its numbers are its own. */
  quoted(file: string, line: number, text: string): string {
    const compiled = compileInline(file, text, { ...this.kit, quantities: new Map() }, line)
    this.problems.push(...compiled.problems)
    return compiled.html
  }

  private readFigures(today: string): Figures {
    const file = 'content/figures.yaml'
    const { value, lineOf } = this.yaml(file, figuresSchema)
    const figures = value ?? NO_FIGURES
    const all = Object.entries(figures.figures)
    for (const [id, figure] of all) {
      if (!Object.hasOwn(figures.sources, figure.source))
        this.error(
          file,
          lineOf(['figures', id, 'source']),
          `${id} names the source "${figure.source}", which is not listed: add it under sources`,
        )
    }
    this.problems.push(
      ...staleFigures(
        all.map(([id, figure]) => ({
          id,
          verified: verifiedOn(figures, figure),
          line: lineOf(['figures', id, ...(figure.verified ? ['verified'] : [])]),
        })),
        today,
      ),
    )
    return figures
  }
}
