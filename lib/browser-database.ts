import { type DBSchema, type IDBPDatabase, openDB } from 'idb'

/**
 * A database of this browser, opened at its first use and once again after it was closed. It rejects
 * where the browser has none for us, as some private windows do, and is tried anew at the next use.
 * @param ready what is done each time it has been opened, before anybody uses it
 */
export function browserDatabase<Stores extends DBSchema>(
  name: string,
  version: number,
  upgrade: (db: IDBPDatabase<Stores>) => void,
  ready?: (db: IDBPDatabase<Stores>) => Promise<void>,
): () => Promise<IDBPDatabase<Stores>> {
  let opened: Promise<IDBPDatabase<Stores>> | undefined
  const open = async () => {
    const db = await openDB<Stores>(name, version, {
      upgrade,
      // A newer version in another tab must not wait for this one.
      blocking(_current, _blocked, event) {
        ;(event.target as IDBDatabase).close()
        opened = undefined
      },
      terminated() {
        opened = undefined
      },
    })
    await ready?.(db)
    return db
  }
  return () => {
    opened ??= open()
    opened.catch(() => {
      opened = undefined
    })
    return opened
  }
}
