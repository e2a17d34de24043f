import { once } from "node:events";
import { setTimeout as sleep } from "node:timers/promises";
import { WebSocket } from "ws";

const LISTENS_WITHIN_MS = 10_000;
const BYTES_IN_MB = 1_024 * 1_024;

/** Lets a process be asked on a port of its own, once it is told to listen. */
export const ASKABLE = { NODE_OPTIONS: "--inspect-port=0" };

type Weighed = { pid(): number; output(): string };

/** Where the process listens for whoever looks into it, as it says itself. */
async function doorOf({ pid, output }: Weighed): Promise<string> {
  const said = () => /Debugger listening on (ws:\S+)/.exec(output())?.[1];
  if (!said()) process.kill(pid(), "SIGUSR1");
  for (let waited = 0; waited < LISTENS_WITHIN_MS && !said(); waited += 50) await sleep(50);
  const url = said();
  if (!url) throw new Error("the process does not say where it listens");
  return url;
}

async function ask(socket: WebSocket, id: number, method: string): Promise<Record<string, number>> {
  const answered = once(socket, "message");
  socket.send(JSON.stringify({ id, method }));
  const [words] = await answered;
  return JSON.parse(String(words)).result;
}

/** What a running process holds on to once its garbage is collected: objects, and the bytes of buffers. */
export async function heldMb(process: Weighed): Promise<number> {
  const socket = new WebSocket(await doorOf(process));
  await once(socket, "open");
  // What a first collection frees may hold what only a second one finds.
  for (let round = 1; round <= 2; round += 1) await ask(socket, round, "HeapProfiler.collectGarbage");
  const { usedSize = 0, backingStorageSize = 0 } = await ask(socket, 3, "Runtime.getHeapUsage");
  socket.terminate();
  return Number(((usedSize + backingStorageSize) / BYTES_IN_MB).toFixed(1));
}
