// Only this module knows how IndexedDB is asked: requests, transactions and openings as promises. A transaction that
// changes something is strict (done means on disk) and all or nothing: whatever fails in it takes all of it back. No
// wait is without an end, and whatever runs can be taken back when the page is left.

/** What happens around an opening. */
export interface Opening {
  /** Brings an older database up to date, step by step; inside its own transaction, which fails as a whole. */
  upgrade(database: IDBDatabase, transaction: IDBTransaction, from: number): void;
  /** Another tab holds the older version open; the opening goes on when that tab lets go. */
  blocked(): void;
  /** The connection was closed: by the browser, or because another tab wants to upgrade or delete. */
  closed(): void;
}

/** Milliseconds until a transaction must have begun, and until it must have ended. */
export const patience = { begin: 10_000, end: 120_000 };

/** A store of a transaction, by its name. */
export type StoreOf = (name: string) => IDBObjectStore;

const running = new Set<IDBTransaction>();

/** Opens a database at a version; without one, as it is. What another tab blocks is told as such and goes on later. */
export async function openDatabase(name: string, version: number | undefined, opening: Opening): Promise<IDBDatabase> {
  const request = indexedDB.open(name, version);
  request.onupgradeneeded = ({ oldVersion }) => {
    if (request.transaction) opening.upgrade(request.result, noted(request.transaction), oldVersion);
  };
  const database = await answerOf(request, patience.begin, (waitOn) => {
    request.onblocked = () => {
      waitOn();
      opening.blocked();
    };
  }).catch((error: unknown) => {
    // What comes too late must hold up nobody.
    request.onsuccess = () => request.result.close();
    throw error;
  });
  // This tab gives way at once, or the other would wait for ever.
  database.onversionchange = () => {
    database.close();
    opening.closed();
  };
  database.onclose = () => opening.closed();
  return database;
}

/**
 * What a request brings; a TimeoutError when it brings nothing within `limit` milliseconds.
 * @param ready gets what takes the limit away.
 */
export function answerOf<Answer>(
  request: IDBRequest<Answer>,
  limit = patience.end,
  ready?: (waitOn: () => void) => void,
): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new DOMException("no answer", "TimeoutError")), limit);
    const waitOn = (): void => clearTimeout(timer);
    ready?.(waitOn);
    request.onsuccess = () => {
      waitOn();
      resolve(request.result);
    };
    request.onerror = (event) => {
      waitOn();
      // Who asked decides whether the transaction ends with it.
      event.preventDefault();
      reject(request.error as DOMException);
    };
  });
}

/** What `act` reads from some stores. */
export function look<Result>(
  database: IDBDatabase,
  stores: readonly string[],
  act: (store: StoreOf) => Promise<Result>,
): Promise<Result> {
  return within(noted(database.transaction(stores)), act);
}

/** Changes what is in some stores; resolves with what `act` gave, once that is on disk. */
export function change<Result>(
  database: IDBDatabase,
  stores: readonly string[],
  act: (store: StoreOf) => Promise<Result>,
): Promise<Result> {
  const transaction = noted(database.transaction(stores, "readwrite", { durability: "strict" }));
  const end = new Promise<void>((resolve, reject) => {
    transaction.oncomplete = () => resolve();
    transaction.onabort = () => reject(transaction.error ?? new DOMException("taken back", "AbortError"));
  });
  return within(transaction, act, end);
}

async function within<Result>(
  transaction: IDBTransaction,
  act: (store: StoreOf) => Promise<Result>,
  end?: Promise<void>,
): Promise<Result> {
  try {
    const turn = begun(transaction);
    return (await Promise.all([act((name) => transaction.objectStore(name)), turn, end]))[0];
  } catch (error) {
    abort(transaction);
    throw error;
  }
}

/** Takes back all that runs: a page that is put away with an open transaction holds up every other. */
export function takeBack(): void {
  for (const transaction of running) abort(transaction);
}

/** Resolves when it is a transaction's turn: another tab, or a page that was put away, may stand before it. */
function begun(transaction: IDBTransaction): Promise<unknown> {
  return answerOf(transaction.objectStore(transaction.objectStoreNames[0] as string).getKey(0), patience.begin);
}

function noted(transaction: IDBTransaction): IDBTransaction {
  running.add(transaction);
  for (const end of ["complete", "abort"]) transaction.addEventListener(end, () => running.delete(transaction));
  return transaction;
}

function abort(transaction: IDBTransaction): void {
  try {
    transaction.abort();
  } catch {
    // It has ended already.
  }
}
