// Only this module knows how IndexedDB is asked: requests, transactions and openings as promises. A transaction that
// changes something is strict (done means on disk) and all or nothing: whatever fails in it takes all of it back.

/** What happens around an opening. */
export interface Opening {
  /** Brings an older database up to date, step by step; inside its own transaction, which fails as a whole. */
  upgrade(database: IDBDatabase, transaction: IDBTransaction, from: number): void;
  /** Another tab holds the older version open; the opening goes on when that tab lets go. */
  blocked(): void;
  /** The connection was closed: by the browser, or because another tab wants to upgrade or delete. */
  closed(): void;
}

/** Opens a database at a version; without one, as it is. */
export function openDatabase(name: string, version: number | undefined, opening: Opening): Promise<IDBDatabase> {
  const request = indexedDB.open(name, version);
  request.onupgradeneeded = ({ oldVersion }) => {
    if (request.transaction) opening.upgrade(request.result, request.transaction, oldVersion);
  };
  request.onblocked = () => opening.blocked();
  return answerOf(request).then((database) => {
    // This tab gives way at once, or the other would wait for ever.
    database.onversionchange = () => {
      database.close();
      opening.closed();
    };
    database.onclose = () => opening.closed();
    return database;
  });
}

/** What a request brings. */
export function answerOf<Answer>(request: IDBRequest<Answer>): Promise<Answer> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = (event) => {
      // Who asked decides whether the transaction ends with it.
      event.preventDefault();
      reject(request.error ?? new Error("the request failed"));
    };
  });
}

/** Changes what is in some stores; resolves with what `act` gave, once that is on disk. */
export async function change<Result>(
  database: IDBDatabase,
  stores: readonly string[],
  act: (store: (name: string) => IDBObjectStore) => Promise<Result>,
): Promise<Result> {
  const transaction = database.transaction(stores, "readwrite", { durability: "strict" });
  const end = new Promise<void>((resolve, reject) => {
    transaction.oncomplete = () => resolve();
    transaction.onabort = () => reject(transaction.error ?? new Error("the transaction was taken back"));
  });
  try {
    const [result] = await Promise.all([act((name) => transaction.objectStore(name)), end]);
    return result;
  } catch (error) {
    abort(transaction);
    throw error;
  }
}

function abort(transaction: IDBTransaction): void {
  try {
    transaction.abort();
  } catch {
    // It has ended already.
  }
}
