// Only this module knows how states that were worked out from the log are kept beside it, and which records came after
// them. They can be dropped and worked out again.

import { own } from "../ui/own";
import { answerOf } from "./database";
import { isRecord, type LogRecord } from "./record";
import type { Store } from "./store";

/** How far into each device's log something goes: the number of its last record. */
export type Places = Record<string, number>;

/** A state as it was after the records up to these places; it can be dropped at any time. */
export interface Snapshot {
  places: Places;
  state: unknown;
}

/** What was worked out from the log. Every method rejects when the browser refuses. */
export class DerivedStates {
  readonly #store: Pick<Store, "look" | "change">;

  constructor(store: Pick<Store, "look" | "change">) {
    this.#store = store;
  }

  /** The snapshot of this name, if there is one. */
  async readSnapshot(name: string): Promise<Snapshot | undefined> {
    return this.#store.look(["derived"], (store) => answerOf(store("derived").get(name))) as Promise<
      Snapshot | undefined
    >;
  }

  async writeSnapshot(name: string, snapshot: Snapshot): Promise<void> {
    await this.#store.change(["derived"], (store) => answerOf(store("derived").put(snapshot, name)));
  }

  async snapshotNames(): Promise<string[]> {
    return this.#store.look(["derived"], (store) => answerOf(store("derived").getAllKeys())) as Promise<string[]>;
  }

  async dropSnapshot(name: string): Promise<void> {
    await this.#store.change(["derived"], (store) => answerOf(store("derived").delete(name)));
  }

  /** The records that came after these places, of devices that are not named too; in no order. */
  async readAfter(places: Places): Promise<LogRecord[]> {
    return this.#store.look(["log"], async (store) => {
      const found = (await devicesOf(store("log"))).map((device) => {
        // An array comes after every number, so this is the end of a device.
        const range = IDBKeyRange.bound([device, own(places, device) ?? -Infinity], [device, []], true, true);
        return answerOf(store("log").getAll(range));
      });
      return (await Promise.all(found)).flat().filter(isRecord);
    });
  }
}

/** Every device in the log, each found with one step. */
async function devicesOf(log: IDBObjectStore): Promise<string[]> {
  const devices: string[] = [];
  const request = log.openKeyCursor();
  await new Promise<void>((resolve, reject) => {
    request.onsuccess = () => {
      const cursor = request.result;
      if (!cursor) return resolve();
      const [device] = cursor.key as [string, number];
      devices.push(device);
      cursor.continue([device, []]);
    };
    request.onerror = () => reject(request.error ?? new Error("the log has no keys"));
  });
  return devices;
}
